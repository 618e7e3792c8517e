/** Result of an audit as a terminal is told it. */
import { many } from '../../../domain/text/many.ts'
import { PARTS, partWords } from '../finding.ts'
import type { VerifyResult } from './whole.ts'

/** Lines for the parts, what does not hold, what was not checked, and how it ends. */
export function textOf(result: VerifyResult): string {
  const lines = PARTS.map((part) => {
    const holds = result.parts[part]
    const { zh, en } = partWords[part]
    return `${holds === null ? '–' : holds ? '✓' : '✗'} ${zh}  ${en}`
  })
  const told = [...result.findings.slice(0, 10).map(({ words }) => words), ...result.warnings]
  const shown = told.flatMap(({ zh, en }) => ['', zh, en])
  const left = [
    '',
    '没有核对 Not checked:',
    ...result.unchecked.flatMap(({ zh, en }) => [`– ${zh}`, `  ${en}`]),
  ]
  return `${[`${result.origin}  ${result.size} 条账目 entries  ${result.root}`, '', ...lines, ...shown, ...left, '', ...closing(result)].join('\n')}\n`
}

function closing({
  ok,
  size,
  since,
  evidence,
  findings,
  seconds,
  bodies,
  signatures,
  catalogues,
  records,
}: VerifyResult): string[] {
  const grew =
    since === null
      ? []
      : [
          `自 ${since.at} 见过的 ${since.size} 条以来，只增未改（+${size - since.size}）。`,
          `Only grew since the ${many(since.size, 'entry', 'entries')} seen at ${since.at} (+${size - since.size}).`,
        ]
  if (ok) {
    return [
      ...grew,
      `全部成立：${size} 条账目、${bodies} 份正文、${signatures} 个部门签名、${records} 项记录、${catalogues} 份记录总目，用时 ${seconds} 秒。`,
      `All of it holds: ${many(size, 'entry', 'entries')}, ${many(bodies, 'body', 'bodies')}, ${many(signatures, 'signature of a department', 'signatures of departments')}, ${many(records, 'record')}, ${many(catalogues, 'catalogue of records', 'catalogues of records')}, in ${seconds} s.`,
    ]
  }
  const kept =
    evidence === null ? [] : [`两份检查点都已保存：${evidence}`, `Both checkpoints were kept: ${evidence}`]
  return [`不成立：共 ${findings.length} 处。`, `It does not hold: ${findings.length} in all.`, ...kept]
}
