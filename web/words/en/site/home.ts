import type { homeZh } from '../../zh/site/home.ts'

/** The home page. */
export const homeEn: typeof homeZh = {
  home: {
    title: 'The open ledger of public power in {place}',
    heading: 'Every public power, kept on the books',
    lede: 'Who is responsible, on what basis, how it was decided, what was promised and what became of it. Entries can be corrected, never removed; your browser checks them itself.',
    description:
      'Responsibilities, decisions and promises of every department of {place}, with each change ever made, in an append-only ledger that anyone can verify.',
    allEntries: 'All entries of the ledger',
    books: 'On the books',
    asOf: 'as of {time}',
    ways: 'You can',
    howText:
      'Every entry goes into one hash tree and every state of the ledger is signed: only when the sums come out right is the seal stamped.',
    howLink: 'Verify the ledger yourself',
    rulesText: 'Each rule says what it looks at, on which law it rests, and when it is wrong.',
    rulesLink: 'See the rules behind flags',
    calendarText:
      'Milestones that fall due, consultations, meetings and hearings, day by day, to subscribe to.',
    calendarLink: 'Look through the calendar',
    dataText: 'Every list comes as CSV, XLSX and JSON; the API is open, without signing in.',
    dataLink: 'Take the data',
    empty: 'The ledger is still empty. It begins when the first department enters its list.',
  },
  attention: {
    title: 'Needs attention',
    none: 'Nothing needs attention just now: no milestone is overdue, nothing overdue is being escalated, no flag waits for an answer, and the last 30 days saw no correction and no change at a source.',
    overdue: '{n} milestone overdue|{n} milestones overdue',
    noticed:
      '{n} overdue matter that the clock has escalated|{n} overdue matters that the clock has escalated',
    week: '{n} of them became so in the last 7 days.',
    stands: '{title}. {stand}.',
    asked: '{n} flag waits for an answer of the department|{n} flags wait for an answer of the department',
    answerDue: '{title}: answer due by {date}.',
    raised: '{n} flag that nobody has taken up yet|{n} flags that nobody has taken up yet',
    open: '{n} decision open for comment|{n} decisions open for comment',
    until: '{title}: open until {date}.',
    source:
      '{n} record changed at its source in the last 30 days|{n} records changed at their source in the last 30 days',
    corrected: '{n} record corrected in the last 30 days|{n} records corrected in the last 30 days',
    newest: 'The newest: {title}.',
  },
  news: {
    title: 'Recently',
    all: 'All',
    topics: {
      decided: 'Decided',
      kept: 'Kept',
      changed: 'Changed',
      flags: 'Flags',
      source: 'Changed at the source',
      corrected: 'Corrected',
    },
    none: 'There is no news of this kind lately.',
    hint: 'Entries of digests, the rulebook and accounts are not among these.',
    joint: ': ',
    comma: ', ',
    others: ' and others',
    many: '{n} {kind} record|{n} {kind} records',
    gathered: '{n} entry in one line|{n} entries in one line',
    atLeast: 'at least',
    about: 'About',
  },
  quarters: {
    title: 'Milestones: kept, late, overdue',
    hint: '{n} milestone due in recent quarters, by the date promised now, as of {date}.|{n} milestones due in recent quarters, by the date promised now, as of {date}.',
    table: 'The figures of the chart',
    quarter: 'Quarter',
    name: '{year}, quarter {n}',
    short: 'Q{n}',
    kept: 'As promised',
    late: 'Later than first promised',
    overdue: 'Overdue',
    open: 'Not due yet',
    other: 'Other',
    total: 'All',
  },
  gathered: {
    summary: '{n} system entry: {kinds}|{n} system entries: {kinds}',
  },
}
