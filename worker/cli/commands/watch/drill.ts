import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { many } from '../../../domain/text/many.ts'
import { secretIn } from '../../../machine/secrets.ts'
import { GUARDS, type GuardName } from '../../drill/damage.ts'
import { lookAtBase, noticedPart, type Outcome, runDrill } from '../../drill/drill.ts'
import { type Stage, setStage } from '../../drill/stage.ts'
import { defineCommand } from '../../shell/command.ts'
import { LEDGER, type Place, placeOf } from '../../shell/place.ts'
import { progressOn } from '../../shell/progress.ts'
import { type Terminal, table } from '../../shell/terminal.ts'
import type { Words } from '../../shell/usage.ts'

/** The result of `drill`, as printed by `--json`. */
export interface DrillResult {
  ok: boolean
  /** Entries of the copy. */
  size: number
  /** Parts that each guard noticed before anything was damaged; the drill stops there. */
  before: Record<GuardName, string[]>
  outcomes: Outcome[]
}

const GUARD_WORDS: Readonly<Record<GuardName, Words>> = {
  verify: { zh: '初次核验', en: 'verify' },
  returning: { zh: '再次核验', en: 'verify again' },
  monitor: { zh: '监测方', en: 'monitor' },
  witness: { zh: '见证方', en: 'witness' },
  browser: { zh: '浏览器', en: 'browser' },
  evidence: { zh: '证据文件', en: 'evidence' },
}

export const drill = defineCommand({
  operands: '',
  options: LEDGER,
  notes: [
    {
      zh: '只读原账本，改的是临时目录里的副本；副本用为演练新生成的私钥签名，账本自己的私钥不签任何东西。表中 ✓ 是按预期的部分发现了，✗ 是该发现而没有发现，· 是本来就看不出的一方。有 ✗ 时退出码为 1。',
      en: 'The ledger is only read; what is damaged are copies in a folder that goes away, signed with a key that is made for the drill: the ledger’s own key signs nothing. In the table ✓ is noticed by the part that should, ✗ was to be noticed and was not, · is somebody who cannot see it. Exit code 1 when there is a ✗.',
    },
  ],
  async run({ values, terminal, json }) {
    const dir = await mkdtemp(join(tmpdir(), 'mingzhang-drill-'))
    const progress = progressOn(terminal)
    try {
      const place = placeOf(values, terminal)
      const random = (bytes: number) => new Uint8Array(randomBytes(bytes))
      const stage = await setStage(place, { signingKey: await keyOf(place, terminal), dir, random })
      const result = await resultOf(stage, terminal.now(), (done, of) => progress.at(done, of, '演练 drill'))
      progress.end()
      if (values.json === true) json(result)
      else terminal.out(textOf(result))
      return result.ok ? 0 : 1
    } finally {
      progress.end()
      await rm(dir, { recursive: true, force: true })
    }
  },
})

/** Key that opens withheld bodies in the copy; nothing is signed with it. Undefined without one. */
async function keyOf({ folder }: Place, { env }: Terminal): Promise<string | undefined> {
  if (folder === null) return secretIn(env, 'SIGNING_KEY')
  return readFile(join(folder, 'signing-key'), 'utf8').catch(() => undefined)
}

async function resultOf(
  stage: Stage,
  now: Date,
  onProgress: (done: number, of: number) => void,
): Promise<DrillResult> {
  const before = await lookAtBase(stage, now)
  const holds = Object.values(before).every((parts) => parts.length === 0)
  const outcomes = holds ? await runDrill(stage, { now, onProgress }) : []
  return {
    ok: holds && outcomes.every(({ missed }) => missed.length === 0),
    size: stage.size,
    before,
    outcomes,
  }
}

function textOf({ ok, size, before, outcomes }: DrillResult): string {
  if (outcomes.length === 0) {
    const parts = (lang: 'zh' | 'en'): string[] =>
      GUARDS.flatMap((guard) =>
        before[guard].map((part) => `${GUARD_WORDS[guard][lang]}${lang === 'zh' ? '：' : ': '}${part}`),
      )
    return `账本本身就核验不成立（${parts('zh').join('、')}），没有演练：请先运行 mingzhang verify。\nThe ledger itself does not hold (${parts('en').join(', ')}), so nothing was tried: run mingzhang verify first.\n`
  }
  const header = ['', ...GUARDS.map((guard) => `${GUARD_WORDS[guard].zh} ${GUARD_WORDS[guard].en}`)]
  const rows = outcomes.flatMap(({ words, applies, expected, noticed, missed }) => [
    [
      words.zh,
      ...GUARDS.map((guard) => {
        const part = expected[guard]
        if (!applies || part === undefined) return applies ? '·' : '–'
        return missed.includes(guard)
          ? `✗ ${noticed[guard].join(' ')}`
          : `✓ ${noticedPart(part, noticed[guard]) ?? part}`
      }),
    ],
    [`  ${words.en}`, ...GUARDS.map(() => '')],
  ])
  const left = outcomes.filter(({ applies }) => !applies).length
  const missed = outcomes.filter((one) => one.missed.length > 0).length
  return [
    table(header, rows),
    ...(left > 0
      ? [`– 这本账里没有可这样改坏的内容：${left} 样。`, `– This ledger has nothing to damage so: ${left}.`]
      : []),
    ok
      ? `${outcomes.length - left} 样改动都被发现（${size} 条账目的副本）。`
      : `有 ${missed} 样没有被该发现的一方发现。`,
    ok
      ? `All ${outcomes.length - left} are noticed (a copy of ${many(size, 'entry', 'entries')}).`
      : `${missed} were not noticed by whoever should have.`,
    '',
  ].join('\n')
}
