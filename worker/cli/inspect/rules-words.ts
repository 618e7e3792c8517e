/** Output of `mingzhang rules try` and `mingzhang recheck`. */
import { ruleOf } from '../../domain/rules/rules.ts'
import type { Finding } from '../../services/inspection/inspection.ts'
import type { Recheck } from '../../services/inspection/recheck.ts'
import type { Trial } from '../../services/inspection/trial.ts'
import { cutTo, table } from '../shell/terminal.ts'

const listed = (mark: string, { total, items }: Trial['gained']): string[] => [
  ...items
    .slice(0, 20)
    .map((one: Finding) => `${mark} ${one.subject}  ${cutTo(one.title, 60)}  ${one.value ?? '–'}`),
  ...(total > 20 ? [`  … ${total - 20}`] : []),
]

/** Report on a trial of limits, in both languages; shares in per cent, with their range. */
export function trialText(trial: Trial): string {
  const { rule, asOf, records, values, now, tried, gained, lost, flags } = trial
  const share = (one: Trial['flags']['precisionNow']): string =>
    one === null
      ? '–'
      : `${Math.round(one.share * 100)} % (${Math.round(one.low * 100)}–${Math.round(one.high * 100)} %)`
  const head = ['', '现行 now', '试算 tried']
  const rows = [
    ...values.map((one) => [`${rule}.${one.parameter}`, one.now, one.tried]),
    ['适用 applicable', now.applicable, tried.applicable],
    ['可判 assessed', now.assessed, tried.assessed],
    ['发现 found', now.found, tried.found],
    ['查实的预警 flags confirmed', flags.confirmed, flags.confirmedStill],
    ['其他已了结的预警 other flags decided', flags.other, flags.otherStill],
    ['查实率 share confirmed', share(flags.precisionNow), share(flags.precisionTried)],
  ]
  return `${[
    `${rule} ${ruleOf(rule)?.name.zh ?? ''} · 截至 as of ${asOf} · 记录 records ${records}`,
    '',
    table(head, rows).trimEnd(),
    '',
    `多发现 more found: ${gained.total}`,
    ...listed('+', gained),
    `少发现 fewer found: ${lost.total}`,
    ...listed('-', lost),
    '',
    '什么也没有写入；设定用 mingzhang rules set。Nothing was written; mingzhang rules set does that.',
  ].join('\n')}\n`
}

/** Report on a recheck of a flag, in both languages: as it was raised, and as it comes out now. */
export function recheckText({ flag, rule, version, asOf, size, told, again, agrees }: Recheck): string {
  const figures = (value: unknown, threshold: unknown): string => `${value ?? '–'} / ${threshold ?? '–'}`
  const found =
    again === null
      ? '不适用 does not apply'
      : `${again.result}  ${figures(again.value, again.threshold)}  #${again.inputs.slice(0, 8).join(',')}`
  const versions = version.raised === version.now ? `v${version.now}` : `v${version.raised} → v${version.now}`
  return `${agrees ? '✓' : '✗'} ${flag}  ${rule} ${versions}  ${asOf}  账目 entries ${size}
  触发时 raised  ${figures(told.value, told.threshold)}  #${told.inputs.slice(0, 8).join(',')}
  复算 again     ${found}
`
}
