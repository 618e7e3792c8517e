/** Reach of the rules: how much they could assess, and what stood in the way of the rest. */
import { isMissingReason, missingReasons } from '../../../worker/domain/rules/missing.ts'
import { useFrame } from '../../frame.ts'
import type { Assessable, Standing } from '../../types.ts'
import { formatCount } from '../../words/numbers.ts'
import type { Lang } from '../../words/words.ts'
import { count, fill } from '../../words/words.ts'

/** Up to where and for which day the rules were asked; plainly, when they have not been. */
export function StandingLine({ standing }: { standing: Standing }) {
  const { words } = useFrame()
  const { coverage } = words
  if (standing.size === null || standing.day === null) return <p class="hint">{coverage.never}</p>
  return (
    <p class="hint">
      {fill(coverage.upTo, {
        size: formatCount(standing.size),
        day: standing.day,
        calendar: standing.calendar,
      })}{' '}
      {standing.isCurrent ? '' : count(coverage.waiting, standing.waiting)}
    </p>
  )
}

/** The cells of a row: to how much it applies, how much was assessed, and why the rest was not. */
export function CoverageCells({ of }: { of: Assessable }) {
  const { lang, words } = useFrame()
  const { applicable, assessed } = of
  if (applicable === 0)
    return (
      <>
        <td class="num" data-name={words.coverage.applicable}>
          0
        </td>
        <td class="num" data-name={words.coverage.assessed}>
          —
        </td>
        <td data-name={words.coverage.why}>{words.coverage.nothing}</td>
      </>
    )
  return (
    <>
      <td class="num" data-name={words.coverage.applicable}>
        {formatCount(applicable)}
      </td>
      <td class="num" data-name={words.coverage.assessed}>
        {formatCount(assessed)}
        <span class="who"> {Math.floor((100 * assessed) / applicable)} %</span>
      </td>
      <td data-name={words.coverage.why}>{reasonsText(of, lang) || words.coverage.whole}</td>
    </>
  )
}

/** Head of a table of coverage. `first` is the name of its first column. */
export function CoverageHead({ first }: { first: string }) {
  const { words } = useFrame()
  const { coverage } = words
  return (
    <thead>
      <tr>
        <th scope="col">{first}</th>
        <th scope="col" class="num">
          {coverage.applicable}
        </th>
        <th scope="col" class="num">
          {coverage.assessed}
        </th>
        <th scope="col">{coverage.why}</th>
      </tr>
    </thead>
  )
}

/** 缺少日期 12；未记录所需内容 3: most often first. */
function reasonsText({ notAssessable }: Assessable, lang: Lang): string {
  return Object.entries(notAssessable)
    .sort(([, a], [, b]) => b - a)
    .flatMap(([reason, times]) =>
      isMissingReason(reason) ? [`${missingReasons[reason][lang]} ${formatCount(times)}`] : [],
    )
    .join(lang === 'zh' ? '；' : '; ')
}
