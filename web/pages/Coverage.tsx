/**
 * Coverage of the rules: how much each could assess, of the whole ledger or of one department. Missing data
 * never looks clean.
 */
import { ruleGroupWords } from '../../worker/domain/rules/words.ts'
import { at, withQuery } from '../address.ts'
import { CoverageCells, CoverageHead, StandingLine } from '../components/list/Coverage.tsx'
import { RecordLink } from '../components/list/RecordLink.tsx'
import type { Breadcrumb } from '../components/page/Crumbs.tsx'
import type { Head } from '../components/page/Html.tsx'
import { type Frame, useFrame } from '../frame.ts'
import type { SitePage } from '../page.tsx'
import type { PublishedCoverage, RuleView, Standing } from '../types.ts'
import { fill } from '../words/words.ts'

export interface CoverageData {
  rules: RuleView[]
  coverage: PublishedCoverage[]
  standing: Standing
  /** Department alone that it is of; null for everything. */
  department: string | null
}

/** Page of the coverage of the rules. */
export const coveragePage: SitePage<CoverageData> = {
  name: 'coverage',
  trail: (_, { words }) => [
    { name: words.site.home, path: '/' },
    { name: words.rules.title, path: '/rules' },
    { name: words.coverage.title, path: null },
  ],
  head,
  Body,
}

const apiPath = ({ department }: CoverageData): string => withQuery('/api/v1/coverage', { department })

function head(data: CoverageData, { words, names }: Frame, breadcrumb: Breadcrumb): Head {
  const { department } = data
  return {
    title:
      department === null
        ? words.coverage.title
        : fill(words.coverage.of, { name: names.get(department) ?? department }),
    description: words.coverage.lede,
    alternates: [{ type: 'application/json', href: apiPath(data), title: words.coverage.title }],
    data: {
      '@type': 'Dataset',
      name: words.coverage.title,
      description: words.coverage.lede,
      breadcrumb,
    },
  }
}

function Body(data: CoverageData) {
  const { lang, words, names } = useFrame()
  const { rules, coverage, standing, department } = data
  const byRule = new Map(coverage.map((one) => [one.rule, one]))
  const groups = [...new Set(rules.map(({ group }) => group))]
  const departments = [...new Set(coverage.flatMap((one) => one.departments.map((d) => d.department)))]
    .flatMap((id) => (id === null ? [] : [{ id, name: names.get(id) ?? id }]))
    .sort((a, b) => a.name.localeCompare(b.name, lang))
  return (
    <>
      <div class="title">
        <h1>{words.coverage.title}</h1>
        {department !== null && (
          <p>
            <RecordLink id={department} /> · <a href={at(lang, '/coverage')}>{words.coverage.everything}</a>
          </p>
        )}
        <p class="lede">{words.coverage.lede}</p>
        <StandingLine standing={standing} />
        <ul class="tools">
          <li>
            <a href={apiPath(data)}>JSON</a>
          </li>
        </ul>
      </div>
      <div class="cols">
        <div class="col-main">
          {groups.map((group) => (
            <section key={group} aria-labelledby={`group-${group}`}>
              <h2 id={`group-${group}`}>
                {group} {ruleGroupWords[group][lang]}
              </h2>
              <div class="fit">
                <table class="rows cards cards--few">
                  <caption class="vh">
                    {words.coverage.title}: {ruleGroupWords[group][lang]}
                  </caption>
                  <CoverageHead first={words.coverage.rule} />
                  <tbody>
                    {rules
                      .filter((rule) => rule.group === group)
                      .map((rule) => (
                        <tr key={rule.id}>
                          <th scope="row">
                            <a href={at(lang, `/rules/${rule.id}`)}>
                              {rule.id} {rule.name[lang]}
                            </a>
                          </th>
                          <CoverageCells
                            of={byRule.get(rule.id) ?? { applicable: 0, assessed: 0, notAssessable: {} }}
                          />
                        </tr>
                      ))}
                  </tbody>
                </table>
              </div>
            </section>
          ))}
        </div>
        <aside class="col-side">
          {department === null && departments.length > 0 && (
            <nav class="toc" aria-labelledby="by-department">
              <h2 id="by-department">{words.coverage.byDepartment}</h2>
              <ul>
                {departments.map(({ id, name }) => (
                  <li key={id}>
                    <a href={withQuery(at(lang, '/coverage'), { department: id })}>{name}</a>
                  </li>
                ))}
              </ul>
            </nav>
          )}
        </aside>
      </div>
    </>
  )
}
