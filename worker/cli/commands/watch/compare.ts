import { existsSync } from 'node:fs'
import { many } from '../../../domain/text/many.ts'
import { type Comparison, compareMirrors } from '../../monitor/against.ts'
import { mirrorsIn } from '../../monitor/folders.ts'
import { within, withinOf } from '../../monitor/within.ts'
import { defineCommand } from '../../shell/command.ts'
import { UsageError } from '../../shell/usage.ts'

export const monitorCompare = defineCommand({
  operands: '<dir> <dir>',
  options: { within },
  notes: [
    {
      zh: '每家的目录可以是 monitor 的目录，也可以是其中一本账的。一家见过的每个检查点都与另一家镜像的树比对；不是同一段历史时给出两份签名；有一家没有按时跟上账本时指出来。两种情形退出码都是 1。',
      en: 'Each folder is that of a monitor, or of one ledger in it. Every checkpoint that one has seen is held against the tree that the other has mirrored; where they are not of one history, both signed notes are printed. One that has not followed the ledger in time is named. In either case the exit code is 1.',
    },
  ],
  async run({ values, positionals, terminal, json }) {
    const [a, b, ...more] = positionals
    if (a === undefined || b === undefined || more.length > 0)
      throw new UsageError({ zh: '请给出两个目录。', en: 'Name two folders.' })
    const missing = [a, b].find((dir) => !existsSync(dir))
    if (missing !== undefined)
      throw new UsageError({ zh: `没有目录 ${missing}。`, en: `There is no folder ${missing}.` })
    const [ours, theirs] = [await mirrorsIn(a), await mirrorsIn(b)]
    const comparisons: Comparison[] = []
    for (const [key, dir] of ours) {
      const other = theirs.get(key)
      if (other !== undefined)
        comparisons.push(await compareMirrors(key, [dir, other], terminal.now(), withinOf(values.within)))
    }
    if (comparisons.length === 0)
      throw new UsageError({
        zh: '两个目录里没有同一本账（按公钥）。',
        en: 'The two folders have no ledger in common, by its key.',
      })
    if (values.json === true) json(comparisons)
    else for (const one of comparisons) terminal.out(textOf(one))
    return comparisons.every(isGood) ? 0 : 1
  },
})

const isGood = ({ partings, late }: Comparison): boolean => partings.length === 0 && late.length === 0

function textOf(comparison: Comparison): string {
  const { verifierKey, compared, beyond, partings, late } = comparison
  const lines = [
    `${isGood(comparison) ? '✓' : '✗'} ${verifierKey}`,
    `  比对了 ${compared} 个检查点；${beyond} 个超出对方镜像的范围，无从比对。`,
    `  ${many(compared, 'checkpoint was', 'checkpoints were')} compared; ${beyond} are beyond what the other has mirrored, and could not be.`,
    ...late.flatMap(({ dir, at }) => [
      at === null ? `  ${dir} 没有记下最近一次何时跟上账本。` : `  ${dir} 自 ${at} 起没有跟上账本。`,
      at === null
        ? `  ${dir} does not say when it last followed the ledger.`
        : `  ${dir} has not followed the ledger since ${at}.`,
    ]),
    ...partings.flatMap(({ seenBy, notBy, size, note, other }) => [
      `  ${seenBy} 见过的 ${size} 条的检查点，不是 ${notBy} 镜像的历史。两份签名：`,
      `  The checkpoint over ${many(size, 'entry', 'entries')} that ${seenBy} saw is not of the history that ${notBy} mirrors. Both signed notes:`,
      '',
      note,
      other,
    ]),
  ]
  return `${lines.join('\n')}\n`
}
