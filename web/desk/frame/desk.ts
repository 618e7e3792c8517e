/** Setting in which every part of the workbench is drawn: the account, the words, the way to the server. */
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { ActKind } from '../../../worker/domain/kinds/registry.ts'
import type { Procedures } from '../../../worker/domain/procedure/procedures.ts'
import type { ProcedureProfile } from '../../../worker/domain/procedure/profile.ts'
import { rightsFor } from '../../../worker/domain/rights/acts.ts'
import type { Right } from '../../../worker/domain/rights/rights.ts'
import type { Lang } from '../../words/words.ts'
import type { DeskPlace } from '../paths.ts'
import type { Send } from './send.ts'
import type { DeskWords } from './words.ts'

/** Account that is signed in, as `GET /api/v1/me` says. */
export interface Me {
  id: string
  post: string
  role: string
  department: string | null
  departmentName: string | null
  rights: string[]
}

/** Data that the server gives the workbench, in the JSON block `#desk`. */
export interface DeskData {
  lang: Lang
  words: DeskWords
  me: Me | null
  /** Path below `/desk`, as `/drafts/dra-1`; `/sign-in` and `/join` outside of it. */
  path: string
  /** The page of that path, as the server has found it. */
  place: DeskPlace
  /** Query of the page with its question mark, or empty. */
  query: string
  /** The day in China. */
  today: string
  timeZone: string
  /** Procedures that this ledger declares, beside those of laws. */
  procedures: readonly ProcedureProfile[]
  /** True if a passkey can be bound to the address of this site. */
  passkeys: boolean
}

export interface Desk extends Omit<DeskData, 'procedures'> {
  /** Every procedure that a decision may be under here. */
  procedures: Procedures
  send: Send
  /** Says something to who listens and looks, without moving the focus. */
  tell(text: string): void
  /** Address of a page of the workbench: `to('/drafts')` → `/zh/desk/drafts`. */
  to(path: string): string
}

const Context = createContext<Desk | null>(null)

export const DeskProvider = Context.Provider

/** @throws Error outside of the workbench */
export function useDesk(): Desk {
  const desk = useContext(Context)
  if (desk === null) throw new Error('a part of the workbench was drawn outside of it')
  return desk
}

/** Account that is signed in. @throws Error on the pages before signing in */
export function useMe(): Me {
  const { me } = useDesk()
  if (me === null) throw new Error('nobody is signed in')
  return me
}

/** True if the account has a right, such as `record.write`. */
export function mayI({ rights }: Me, right: Right): boolean {
  return rights.includes(right)
}

/**
 * True if the account may see the form of an event. The server decides again when it is sent.
 *
 * @param event null for the first of a record
 */
export function mayAct(me: Me, kind: ActKind, event: string | null): boolean {
  return rightsFor(kind, event).some((right) => mayI(me, right))
}
