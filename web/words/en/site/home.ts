import type { homeZh } from '../../zh/site/home.ts'

/** The home page. */
export const homeEn: typeof homeZh = {
  home: {
    title: 'The open ledger of public power in {place}',
    heading: 'Every public power, kept on the books',
    slip: '明账',
    lede: 'Departments of {place} enter their responsibilities in a ledger that only ever grows: who is responsible, on what legal basis, and what was changed. Anyone can read it, search it and check it.',
    description:
      'The responsibilities of every department of {place}, with each change ever made, in an append-only ledger that anyone can verify.',
    newest: 'Newest entries',
    allEntries: 'All entries',
    departments: 'Departments',
    allDepartments: 'All departments',
    types: 'By type of power',
    asOf: 'as of {time}',
    how: 'Once entered, it stays',
    howText:
      'Every entry goes into one hash tree, and every state of the ledger is signed. On each page your browser does the sums again: only when they come out right is the seal stamped. When you return, it also checks that the ledger only grew.',
    howLink: 'How to verify',
    rules: 'What looks wrong, and by which rule',
    rulesText:
      'Rules look at every record: a review after the meeting, a date moved again and again, an amount changed afterwards. Each rule stands in the open, with the law it rests on and the cases in which it is wrong.',
    rulesLink: 'All rules',
    empty: 'The ledger is still empty. It begins when the first department enters its list.',
  },
}
