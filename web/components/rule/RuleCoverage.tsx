import { useFrame } from '../../frame.ts'
import type { PublishedCoverage, Standing } from '../../types.ts'
import { CoverageCells, CoverageHead, StandingLine } from '../list/Coverage.tsx'
import { RecordLink } from '../list/RecordLink.tsx'

/** Coverage of a rule: how much of each department it could assess. */
export function RuleCoverage(props: { coverage: PublishedCoverage; standing: Standing }) {
  const { coverage, standing } = props
  const { words } = useFrame()
  const { departments, applicable, tooOften } = coverage
  return (
    <section aria-labelledby="coverage">
      <h2 id="coverage">{words.coverage.title}</h2>
      <StandingLine standing={standing} />
      {tooOften === true && (
        <p>
          <strong>{words.coverage.tooOften}</strong>
        </p>
      )}
      {applicable === 0 ? (
        <p>{words.coverage.nothing}</p>
      ) : (
        <div class="fit">
          <table class="rows cards cards--few">
            <caption class="vh">{words.coverage.title}</caption>
            <CoverageHead first={words.coverage.department} />
            <tbody>
              <tr>
                <th scope="row">{words.coverage.everything}</th>
                <CoverageCells of={coverage} />
              </tr>
              {departments.map(({ department, ...of }) => (
                <tr key={department}>
                  <th scope="row">
                    {department === null ? words.coverage.noDepartment : <RecordLink id={department} />}
                  </th>
                  <CoverageCells of={of} />
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}
