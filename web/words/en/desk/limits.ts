import type { limitsDeskZh } from '../../zh/desk/limits.ts'

/** Limits of rules, and trying them. */
export const limitsDeskEn: typeof limitsDeskZh = {
  limits: {
    lede: 'Before a limit of a rule is changed, see what it would find, and no longer find, in what was recorded so far. A trial writes nothing; setting a limit waits for another inspector, and is then an entry that everybody can read, with its reason.',
    rule: 'Rule',
    about: '{least} to {most}, by default {usual}; empty for the default.',
    attempt: 'Try',
    trying: 'Trying…',
    tried: 'Tried: see below.',
    reason: 'Why',
    reasonHint: 'Public, with the entry.',
    set: 'Hand in',
    title: 'Limits of rule {rule}',
    led: 'Where it would have led',
    basis: 'As of {asOf}, {records} records.',
    what: 'What',
    now: 'In force',
    would: 'Tried',
    assessed: 'Assessed',
    found: 'Found',
    confirmed: 'Confirmed flags that are still found',
    otherwise: 'Other decided flags that are still found',
    precision: 'Share confirmed',
    share: '{share} % (95 % interval {low} % to {high} %)',
    tooFew: 'fewer than 5 decided',
    gained: '{n} more would be found',
    lost: '{n} would no longer be found',
    flagsNote:
      'Decided flags are asked again as of the day on which they were raised, with their record as it then stood; peers are those of today.',
  },
}
