/**
 * Limits of withholding: of each ground the kinds that it fits, and the days after which it is looked at
 * again at the latest. 政府信息公开条例 Art. 18 asks for a regular review and gives no number; state secrets are
 * reviewed every year (保守国家秘密法). The other numbers are this ledger's own, and never longer than three years.
 */
import { dayNumber } from '../record/date.ts'
import type { Draft, Recorded, RecordKind } from '../record/event.ts'
import { refuse } from '../record/guard.ts'
import { grounds } from '../record/vocabulary.ts'
import { isDraftedKind } from './registry.ts'
import { eventName, isServed, isUnread, kindOf, kindOfRecord, recordKinds } from './table.ts'

type Ground = keyof typeof grounds

interface Limit {
  days: number
  /** Kinds of which it withholds nothing; none where it fits every kind. */
  unfit: readonly RecordKind[]
}

/** 权责清单 and the organs themselves are published: what is internal, or on its way to a decision, is elsewhere. */
const PUBLISHED = ['department', 'responsibility', 'account'] as const

export const limits: { readonly [ground in Ground]: Limit } = {
  state_secret: { days: 366, unfit: [] },
  prohibited_by_law: { days: 3 * 366, unfit: [] },
  security_stability: { days: 2 * 366, unfit: [] },
  trade_secret: { days: 3 * 366, unfit: ['department'] },
  privacy: { days: 3 * 366, unfit: [] },
  internal_affairs: { days: 2 * 366, unfit: PUBLISHED },
  process_info: { days: 2 * 366, unfit: PUBLISHED },
  enforcement_file: { days: 2 * 366, unfit: PUBLISHED },
}

/**
 * True for an event whose content may be withheld: withholding takes a second person, so it is that which can be handed
 * in for somebody else to approve. What comes in sealed until somebody has read it is no withholding.
 *
 * @param event with its kind, as `decision.decided`
 */
export function canBeWithheld(event: string): boolean {
  const [kind = '', act = ''] = event.split('.')
  return isUnread(event) || (isDraftedKind(kind, act) && !isServed(event))
}

/** Kinds of which something may be withheld, as their declarations say: by what opens a record, or by an act on it. */
export const withholdableKinds: readonly RecordKind[] = recordKinds.filter((kind) =>
  [kindOf(kind).first, ...kindOf(kind).acts.map(({ event }) => event)]
    .map((event) => eventName(kind, event))
    .some((event) => canBeWithheld(event) && !isUnread(event)),
)

/** True for an entry that was withheld: sealed, and not only until somebody has read what came in. */
export function isWithheld({ envelope: { visibility, kind } }: Pick<Recorded, 'envelope'>): boolean {
  return visibility === 'sealed' && !isUnread(kind)
}

/** @throws Problem `invalid` for a draft of which nothing can be withheld, and which is */
export function requireWithholdable({ visibility, kind }: Draft): void {
  if (visibility === 'public' || canBeWithheld(kind)) return
  throw refuse(
    'invalid',
    '这种账目一律公开：没有人审核它是否不予公开。不宜公开的内容不要写在里面。',
    'Entries of this sort are public: nobody approves that one of them is withheld. Leave out what must not be public.',
    'visibility',
  )
}

/** @throws Problem `invalid` where a ground does not fit the kind, or the review lies further ahead than it allows */
export function requireWithholding({ record, visibility, ground, review }: Draft, today: string): void {
  if (visibility === 'public' || ground === undefined) return
  const kind = kindOfRecord(record)
  if (!isGround(ground) || kind === null) return
  const [limit, name] = [limits[ground], grounds[ground]]
  if (limit.unfit.includes(kind))
    throw refuse(
      'invalid',
      `“${name.zh}”不能用于这类记录：它依法公开。`,
      `"${name.en}" withholds nothing of this kind of record, which the law publishes.`,
      'ground',
    )
  if (review === undefined || dayNumber(review) - dayNumber(today) <= limit.days) return
  throw refuse(
    'invalid',
    `以“${name.zh}”不予公开的，最迟 ${limit.days} 天后复核；${review} 太晚。`,
    `What is withheld as "${name.en}" is reviewed after ${limit.days} days at the latest; ${review} is too late.`,
    'review',
  )
}

function isGround(ground: string): ground is Ground {
  return Object.hasOwn(limits, ground)
}
