/** Looks a deployment over, from outside and from inside, and says what is missing and what mends it. */
import { isAddress } from '../../../intake/run/http.ts'
import { lookInside } from '../../doctor/inside.ts'
import type { Health, Look } from '../../doctor/look.ts'
import { lookOutside } from '../../doctor/outside.ts'
import { defineCommand } from '../../shell/command.ts'
import { LEDGER, placeOf } from '../../shell/place.ts'
import { UsageError } from '../../shell/usage.ts'

/** The result of `doctor`, as printed by `--json`. */
export interface DoctorResult {
  /** True if nothing that is promised fails. */
  ok: boolean
  looks: Look[]
}

const MARKS: Readonly<Record<Health, string>> = { good: '✓', look: '!', bad: '✗' }

export const doctor = defineCommand({
  operands: '[url]',
  options: LEDGER,
  notes: [
    {
      zh: '给出网址就从外面看，给出 --data 或 --libsql 就从里面看，两样都给就都看。不记入账目，也不升级数据库。✓ 正常，! 应当看一看，✗ 有承诺没有做到；有 ✗ 时退出码为 1。',
      en: 'An address is looked at from outside, --data or --libsql from inside, both when both are given. Nothing is recorded and nothing migrated. ✓ as it should be, ! worth a look, ✗ something promised does not hold: exit code 1.',
    },
  ],
  async run({ values, positionals, terminal, json }) {
    const [address, ...more] = positionals
    const isInside = values.data !== undefined || values.libsql !== undefined
    if (more.length > 0 || (address === undefined && !isInside))
      throw new UsageError({
        zh: '请给出网址，或 --data、--libsql，或两样都给。',
        en: 'Name an address, or --data or --libsql, or both.',
      })
    if (address !== undefined && !(isAddress(address) && URL.canParse(address)))
      throw new UsageError({
        zh: `${address} 不是网址：应以 https:// 开头。`,
        en: `${address} is no address: it begins with https://.`,
      })
    const looks = [
      ...(address === undefined ? [] : await lookOutside(address, terminal.now())),
      ...(isInside ? await lookInside(placeOf(values, terminal), terminal.env) : []),
    ]
    const result: DoctorResult = { ok: looks.every(({ health }) => health !== 'bad'), looks }
    if (values.json === true) json(result)
    else terminal.out(textOf(result))
    return result.ok ? 0 : 1
  },
})

function textOf({ looks }: DoctorResult): string {
  const lines = looks.flatMap(({ health, words, mend }) => [
    `${MARKS[health]} ${words.zh}`,
    `  ${words.en}`,
    ...(mend === null ? [] : [`  → ${mend.zh}`, `    ${mend.en}`]),
  ])
  const count = (health: Health): number => looks.filter((one) => one.health === health).length
  const total = `${count('good')} ✓  ${count('look')} !  ${count('bad')} ✗`
  return `${[...lines, '', total].join('\n')}\n`
}
