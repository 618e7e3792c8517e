/**
 * 代表组织: whoever commented shows that they speak for whoever holds a domain: by a TXT record, or by a file on it, that
 * names the comment. What was found, when, and by which means is an entry, since no later look can tell what stood there.
 */
import { isPossibleOnComment } from '../../domain/kinds/comment/comment.ts'
import { requireTaken } from '../../domain/kinds/consultation/phase.ts'
import { decide } from '../../domain/kinds/decide.ts'
import { json, refuse } from '../../domain/record/guard.ts'
import { Problem } from '../../domain/record/problem.ts'
import { PUBLIC } from '../../domain/record/spoken/public.ts'
import { readRecord } from '../../store/records/records.ts'
import type { Ledger } from '../open.ts'
import { loadByCode, type SpokenState, sealedUntilRead } from '../questions/load.ts'
import { type Outcome, todayOf } from '../submit/call.ts'
import { contextOf, loadLookup } from '../submit/lookup.ts'
import { perform } from '../submit/perform.ts'
import { parseTarget } from '../webhooks/address.ts'
import type { Hook } from '../webhooks/hook.ts'

/** Texts of a name in the domain name system, each with its parts joined; none where there are none. Throws where nobody answers. */
export type TxtLookup = (name: string) => Promise<string[]>

/** Before the domain of an organisation, for its TXT record. */
export const RECORD_NAME = '_mingzhang'
/** Path of its file. */
const FILE_PATH = '/.well-known/mingzhang-comment.txt'
/** Longest domain, and characters of its file that are read. */
const MOST = { domain: 200, file: 4000, records: 50 } as const

/** A record to be set by whoever holds a domain: the first part of its name or its path, and what stands there. */
export interface ToProve {
  record: string
  path: string
  text: string
}

export type Proving = ReturnType<typeof createProving>

/**
 * A domain in its one form, in ASCII.
 *
 * @param own host of this site; null where it is not known
 * @throws Problem `invalid` for what names no public host
 */
export function parseDomain(given: string, own: string | null): string {
  const text = given.trim().replace(/\.$/, '')
  const wrong = refuse(
    'invalid',
    '请只写域名，如 example.org：没有 https://、路径、端口和空格，至多 200 个字符，不能是 IP 地址、内部名称或本站。',
    'Write a domain alone, as example.org: no https://, path, port or space, of 200 characters at most; no IP address, internal name or this site.',
    'domain',
  )
  if (text.length > MOST.domain || /[\s/\\:@?#%[\]]/.test(text)) throw wrong
  try {
    const { hostname } = new URL(parseTarget(`https://${text}/`, own))
    if (
      hostname.length > MOST.domain ||
      !/^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/.test(hostname)
    )
      throw wrong
    return hostname
  } catch (error) {
    throw error instanceof Problem ? wrong : error
  }
}

/**
 * @param hook by which a file is fetched: public addresses alone, nothing followed; null where nothing can be
 * @param txt null where no names can be looked up from here
 */
export function createProving(ledger: Ledger, { hook, txt }: { hook: Hook | null; txt: TxtLookup | null }) {
  const [own = null] = ledger.notary.origin.split(/[/:]/)
  const today = (): string => todayOf(ledger.now(), ledger.calendar.days.zone)
  const textOf = (id: string): string => `mingzhang-comment=${ledger.notary.origin} ${id}`

  /** By what means a domain names a comment now; null where by none, with what was found instead. */
  async function look(domain: string, text: string): Promise<{ means: 'dns' | 'file' | null; why: string }> {
    const found = txt === null ? null : await txt(`${RECORD_NAME}.${domain}`).catch(() => null)
    if (found?.slice(0, MOST.records).some((one) => one.trim() === text) === true)
      return { means: 'dns', why: '' }
    if (hook === null) return { means: null, why: '' }
    const url = `https://${domain}${FILE_PATH}`
    const { status, text: body, why } = await hook({ url, headers: {}, body: null, read: MOST.file })
    const lines = status === 200 ? body.split(/\r?\n/, 100) : []
    if (lines.some((one) => one.replace(/^\ufeff/, '').trim() === text)) return { means: 'file', why: '' }
    return { means: null, why: status === 0 ? why.slice(0, 200) : `HTTP ${status}` }
  }

  return {
    /** The line to be set by whoever holds a domain, so that a comment speaks for them; null where it cannot be proven. */
    toProve(state: SpokenState): ToProve | null {
      if (hook === null && txt === null) return null
      if (state.kind !== 'comment' || !isPossibleOnComment('proved', state)) return null
      return { record: RECORD_NAME, path: FILE_PATH, text: textOf(state.id) }
    },

    /**
     * Looks once, and enters what was found.
     *
     * @throws Problem `wrong_state` for a domain that does not name the comment
     */
    async prove(code: string, given: string, nonce?: string): Promise<Outcome> {
      const state = await loadByCode(ledger, code)
      const domain = parseDomain(given, own)
      if (state.kind !== 'comment')
        throw refuse('wrong_state', '只有意见可以代表组织。', 'Comments alone speak for organisations.')
      if (hook === null && txt === null)
        throw refuse(
          'unavailable',
          '此处不能查看别处的域名。',
          'No domain can be looked at from here.',
          'domain',
        )
      const draft = (await readRecord(ledger.database, state.consultation))?.state
      if (draft?.kind === 'consultation') requireTaken(draft, today(), false)
      const text = textOf(state.id)
      const { means, why } = await look(domain, text)
      if (means === null)
        throw refuse(
          'wrong_state',
          `${RECORD_NAME}.${domain} 的 TXT 记录和 https://${domain}${FILE_PATH} 里都没有这一行：${text}。${why === '' ? '' : `文件没有取到（${why}，不跟随跳转）。`}没有记入；设好后再试，记录生效可能要等一会儿。`,
          `Neither a TXT record of ${RECORD_NAME}.${domain} nor https://${domain}${FILE_PATH} has the line: ${text}. ${why === '' ? '' : `The file was not had (${why}; nothing is followed). `}Nothing was entered; set one and try again, as a record takes a while to be seen.`,
          'domain',
        )
      const call = { actor: PUBLIC, idempotencyKey: nonce, ...sealedUntilRead(ledger) }
      const body = json({ proof: { domain, means, on: today() } })
      return perform(ledger, call, { verb: 'comment.proved', id: state.id }, async () => {
        const lookup = await loadLookup(ledger, [state.id])
        return decide([{ event: 'proved', on: state.id, body }], contextOf(ledger, call, lookup))
      })
    },
  }
}
