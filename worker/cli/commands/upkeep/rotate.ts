/** Rotation of the key of a ledger: announced by an entry, signed with both for a time, then retired by an entry. */
import { randomBytes } from 'node:crypto'
import { open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { ledgerKeyReasons } from '../../../domain/kinds/ledger/vocabulary.ts'
import { precisionOf } from '../../../domain/record/date.ts'
import { refuse } from '../../../domain/record/guard.ts'
import { createSigners } from '../../../ledger/signer.ts'
import { formatSigningKey } from '../../../ledger/vkey.ts'
import type { Services } from '../../../services/services.ts'
import { defineCommand } from '../../shell/command.ts'
import { requireLedger } from '../../shell/data-folder.ts'
import { LEDGER, placeOf, withServices } from '../../shell/place.ts'
import { UsageError } from '../../shell/usage.ts'

/** Keys of a ledger as the commands print them. */
interface Shown {
  vkey: string
  announced: number | null
  retired: number | null
}

function shownOf({ log }: Services): Shown[] {
  return log.keys.map(({ vkey, announced, retired }) => ({ vkey, announced, retired }))
}

const tableOf = (keys: readonly Shown[]): string =>
  keys
    .map(({ vkey, announced, retired }) => {
      const from = announced === null ? '' : `  公布于账目 announced by entry ${announced}`
      const until = retired === null ? '' : `  停用于账目 retired by entry ${retired}`
      return `${vkey}${from}${until}\n`
    })
    .join('')

export const keysRotate = defineCommand({
  operands: '',
  notes: [
    {
      zh: '数据目录：新私钥加在 signing-key 的末行，旧的留在上面（加封的内容要用它打开）。libSQL：先用 keys new --origin 生成一把，把 SIGNING_KEY 设成两行，旧的在前，再运行本命令。',
      en: 'For a data folder the new private key becomes the last line of signing-key, and the old one stays above it: what lies sealed opens with it. For libSQL make one with keys new --origin first, set SIGNING_KEY to both lines, the old one first, and then run this.',
    },
    {
      zh: '随后让每个进程重新启动，在别处公布新公钥，请见证方加上它；都办妥后用 keys retire 停用旧的。',
      en: 'Then start every process again, publish the new key elsewhere, and ask the witnesses to add it; when all of that is done, retire the old one with keys retire.',
    },
  ],
  options: LEDGER,
  async run({ values, terminal, json }) {
    const { folder } = placeOf(values, terminal)
    if (folder !== null) {
      requireLedger(folder)
      await withServices(values, terminal, (services) => addKey(join(folder, 'signing-key'), services))
    }
    const keys = await withServices(values, terminal, async (services) => {
      const { ledger, ledgerKeys } = services
      await services.log.snapshot()
      const next = ledger.notary.held.find((vkey) => !services.log.keys.some((key) => key.vkey === vkey))
      if (next === undefined)
        throw refuse(
          'not_found',
          'SIGNING_KEY 里没有尚未公布的私钥：先用 mingzhang keys new 生成一把，加在旧的后面。',
          'There is no key in SIGNING_KEY that was not announced yet: make one with mingzhang keys new and add it behind the old one.',
          'SIGNING_KEY',
        )
      await ledgerKeys.announce(next)
      return shownOf(services)
    })
    if (values.json === true) json({ keys })
    else {
      terminal.out(tableOf(keys))
      terminal.err(
        '请让每个进程重新启动，在别处公布新公钥，请见证方加上它，然后 keys retire。\nStart every process again, publish the new key elsewhere, ask the witnesses to add it; then keys retire.\n',
      )
    }
    return 0
  },
})

/** Adds a new key to the file unless one waits there; nothing is added while a rotation is under way. */
async function addKey(path: string, { ledger, log }: Services): Promise<void> {
  await log.snapshot()
  const inForce = log.keys.filter(({ retired }) => retired === null)
  const waits = ledger.notary.held.some((vkey) => !log.keys.some((key) => key.vkey === vkey))
  if (waits || inForce.length > 1) return
  const key = await formatSigningKey(log.origin, new Uint8Array(randomBytes(32)))
  const text = `${(await readFile(path, 'utf8')).trimEnd()}\n${key}\n`
  await createSigners(text)
  const file = await open(`${path}.new`, 'w', 0o600)
  await file.writeFile(text)
  await file.sync()
  await file.close()
  await rename(`${path}.new`, path)
}

export const keysRetire = defineCommand({
  operands: '[<vkey>]',
  notes: [
    {
      zh: '不写公钥时停用最早的一把。最新的检查点须已有留下的那把的签名。私钥可能已泄露时：--compromised，并用 --from 写明自何日起。',
      en: 'Without a key it is the oldest in force. The newest checkpoint has to be signed by the one that stays. Where the private key may be in other hands: --compromised, with --from for since when.',
    },
  ],
  options: {
    ...LEDGER,
    compromised: {
      type: 'boolean',
      words: { zh: '私钥可能已泄露', en: 'the private key may be in other hands' },
    },
    from: {
      type: 'string',
      value: 'DATE',
      words: { zh: '自何日起可能已泄露', en: 'day since which it may have been' },
    },
  },
  async run({ values, positionals, terminal, json }) {
    const [named, ...more] = positionals
    if (more.length > 0) throw new UsageError({ zh: '只给一把公钥。', en: 'Name one key.' })
    const lostFrom = values.from ?? null
    if (lostFrom !== null && precisionOf(lostFrom) !== 'day')
      throw new UsageError({
        zh: `--from 要写成 2026-03-01 这样的日期，不是 ${lostFrom}。`,
        en: `--from is a date such as 2026-03-01, not ${lostFrom}.`,
      })
    const reason = values.compromised === true ? 'compromise' : 'rotation'
    const keys = await withServices(values, terminal, async (services) => {
      await services.log.snapshot()
      const oldest = services.log.keys.find(({ retired }) => retired === null)?.vkey ?? ''
      await services.ledgerKeys.retire(named ?? oldest, reason, lostFrom)
      return shownOf(services)
    })
    if (values.json === true) json({ keys, reason: ledgerKeyReasons[reason] })
    else terminal.out(tableOf(keys))
    return 0
  },
})
