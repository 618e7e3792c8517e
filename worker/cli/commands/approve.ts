import { LOCAL_OPERATOR } from '../../services/roles.ts'
import { defineCommand } from '../shell/command.ts'
import { LEDGER, withServices } from '../shell/place.ts'
import { UsageError } from '../shell/usage.ts'

export const approve = defineCommand({
  operands: '[DRAFT]',
  options: {
    ...LEDGER,
    version: {
      type: 'string',
      value: 'N',
      words: {
        zh: '你看过的那一版（列表中写明）',
        en: 'the version that you looked at, as the list says',
      },
    },
  },
  notes: [
    {
      zh: '只有一位登记员时，机器上的运维就是第二人。先不写编号看清每份草稿写了什么，再写编号和版本。',
      en: 'Where there is one registrar only, the operator on the machine is the second person. Look at what each draft says first, then name one with its version.',
    },
  ],
  async run({ values, positionals, terminal, json }) {
    const named = namedIn(positionals, values.version)
    return withServices<0>(values, terminal, async ({ drafts }) => {
      if (named === null) {
        const { waiting } = await drafts.list(LOCAL_OPERATOR)
        if (values.json === true) json(waiting)
        else if (waiting.length === 0) terminal.out('没有等待审核的草稿。Nothing waits.\n')
        else
          for (const { id: draft, version, account, kind, verb, record, input } of waiting)
            terminal.out(
              `${draft}  --version ${version}  ${account}  ${kind}/${verb} ${record ?? ''}\n${JSON.stringify(input, null, 2)}\n`,
            )
        return 0
      }
      const { outcome } = await drafts.approve(LOCAL_OPERATOR, named.id, named.version)
      if (values.json === true) json({ records: outcome.records })
      else
        for (const { id: record, seq, index } of outcome.records)
          terminal.out(`${record}  ${seq}  账目 entry ${index}\n`)
      return 0
    })
  },
})

/**
 * The one draft that is approved, in the version that was looked at; null where none is named.
 *
 * @throws UsageError for several drafts, and for a draft or a version without the other
 */
function namedIn(
  [id, ...more]: readonly string[],
  version: string | undefined,
): { id: string; version: number } | null {
  if (id === undefined && version === undefined) return null
  if (id !== undefined && more.length === 0 && version !== undefined && /^[1-9]\d{0,8}$/.test(version))
    return { id, version: Number(version) }
  throw new UsageError({
    zh: '请写一份草稿的编号，并用 --version N 写明看过的版本（列表中写明）；一次审核一份。',
    en: 'Name one draft and, with --version N, the version that you looked at, as the list says; one at a time.',
  })
}
