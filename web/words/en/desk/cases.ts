import type { casesDeskZh } from '../../zh/desk/cases.ts'

/** Case files, and content that is withheld. */
export const casesDeskEn: typeof casesDeskZh = {
  cases: {
    lede: 'Confidential files: encrypted, read by those alone to whom they are assigned, each look noted in the file. A digest of every day enters the ledger; from outside nobody can tell whether there are files, or how many.',
    none: 'No cases.',
    own: 'Assigned to me',
    others: 'Cases of others',
    othersHint: 'Number and members only.',
    open: 'Open a case',
    opened: 'Opened.',
    unopened: '{n} rows do not open with the present key: tell the operator.',
    listed: 'Opened {opened} · {status} · {members}',
    due: 'Due',
    noDue: 'No clock is running.',
    overdue: 'Overdue',
    dueLine: 'by {due} · {basis}',
    noDay: '{why} · {basis}',
    members: 'Members',
    remedies: 'Remedies',
    remedyLine: '{status} · {department} · by {due}',
    looks: 'Looks at it ({n})',
    acts: 'The file',
    line: '{time} · {account}',
    act: 'Write into the file',
    verb: 'What',
    write: 'Write',
    written: 'Written as no. {seq}.',
    notKept:
      'What is written here is kept nowhere until it is in the file, and is gone when you leave the page.',
    check: 'Check against the ledger',
    holds:
      'The file is what the daily digests in the ledger say; what was written since {since} (UTC+8) is not in the ledger yet.',
    differs:
      'The file is not what the daily digests in the ledger say: something was removed, changed or put in.',
    badLines: 'Lines that differ: no. {seqs}',
    badDays: 'Days that differ: {days}',
    missing: 'Missing: no. {seqs}',
    yes: 'Yes',
    no: 'No',
    choose: 'Choose',
  },
  withheld: {
    title: 'Withheld content',
    logged:
      'This look is in the access log: who, when, which entry. The digest of the log is entered in the ledger every day.',
    refused: 'It cannot be read: {detail}',
    entry: 'Entry {index}',
    ground: 'Ground for withholding',
    review: 'Review on',
    content: 'Content',
    holds: 'The content gives the digest that stands in the ledger.',
    differs:
      'The content does not give the digest that stands in the ledger: tell the operator, and trust the ledger.',
    unseal: 'Open this text to the public',
    unsealHint:
      'Somebody else of the department approves it, or another inspector where inspectors keep it. Once open, everybody can read it and the documents that it names; that cannot be undone. The page says when it was opened, and proves that it is the text of then.',
    unsealReason: 'Why it is opened (stands in the entry)',
    unsealTitle: 'Open the text of entry {index}',
    unsealRefused: 'It cannot be opened: {detail}',
    unsealAction: 'Hand in for approval',
  },
}
