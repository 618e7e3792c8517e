import { defineCommand } from '../../shell/command.ts'
import { LEDGER, placeOf } from '../../shell/place.ts'
import { UsageError } from '../../shell/usage.ts'

export const restore = defineCommand({
  name: 'restore',
  operands: '',
  summary: {
    zh: '恢复之后：看账本能否继续签署；认定它就是完整的历史',
    en: 'After a restore: whether the ledger may sign on; say that it is the whole history',
  },
  options: {
    ...LEDGER,
    accept: {
      type: 'string',
      value: 'SIZE',
      words: {
        zh: '认定这个规模的账本就是签署过的全部（只在 high-water 不见或读不懂，或见证方称见过更多时）',
        en: 'say that the ledger of this size is all that was signed (only where the high-water mark is gone or unreadable, or a witness says it has seen more)',
      },
    },
  },
  notes: [
    {
      zh: '认定之前，先与见证方、别人下载的检查点或最新的备份核对：若签署过更多，认定之后就会签出第二段历史。',
      en: 'Before you say so, compare with witnesses, with checkpoints that others downloaded, or with the newest backup: if more was signed, a second history will be signed afterwards.',
    },
  ],
  async run({ values, terminal, json }) {
    const machine = await placeOf(values, terminal).open({ marks: true })
    try {
      const { ledger } = machine.services
      const { size, frozen } = await machine.services.log.snapshot()
      if (values.accept !== undefined) {
        if (frozen?.code !== 'mark_missing' && frozen?.code !== 'witness_ahead')
          throw new UsageError({
            zh: frozen === null ? '账本可以照常签署，没有要认定的。' : frozen.words.zh,
            en: frozen === null ? 'The ledger may sign: there is nothing to accept.' : frozen.words.en,
          })
        if (values.accept !== String(size))
          throw new UsageError({
            zh: `账本有 ${size} 条账目，而不是 ${values.accept} 条：请写明现在的规模。`,
            en: `The ledger holds ${size} entries, not ${values.accept}: name the size that it has.`,
          })
        const head = await ledger.committer.accept()
        if (values.json === true) json({ accepted: head.size })
        else terminal.out(`已认定 Accepted: ${head.size}\n`)
        return 0
      }
      if (values.json === true) json({ size, frozen })
      else if (frozen === null) terminal.out(`可以签署 May sign: ${size}\n`)
      else terminal.out(`${frozen.words.zh}\n${frozen.words.en}\n`)
      return frozen === null ? 0 : 1
    } finally {
      await machine.close()
    }
  },
})
