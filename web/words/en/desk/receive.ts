import type { commentListZh, receiveZh } from '../../zh/desk/receive.ts'

/** Words for taking in letters, calls and visits. */
export const receiveEn: typeof receiveZh = {
  title: 'Take in a question',
  lede: 'What comes by letter, by telephone or in person is entered here: like a question on the site it has its receipt at once, and its text is sealed until it was read. Use the words of whoever asks, and no names. How they can be told is asked only where they want it, and kept beside the ledger. A report about somebody goes to the channel for reports and is not entered here.',
  notYours: 'Questions are taken in by a desk.',
  usualClock: 'The usual one of its kind',
  clockHint:
    'Unless chosen: requests for information by the regulation, others by the promise of this platform, calls by the rules of the hotline here.',
  cameOn: 'Came in on',
  enter: 'Enter it, and print the receipt',
  received: 'Received',
  entered: 'The question is entry {index}.',
  code: 'Code',
  codeHint:
    'Hand it to whoever asked: with it they look, add, rate, ask for a review or for erasure at {place}.',
  due: 'An answer is due by {due}.',
  noDue: 'The last day for an answer cannot be counted yet.',
  page: 'Public page: {place}',
  print: 'Print',
  file: 'Receipt as a file',
  another: 'Take in another',
  once: 'The code is shown this once; nobody can find it again after this page is left.',
}

/** Words for taking in a list of comments. */
export const commentListEn: typeof commentListZh = {
  title: 'Take in a list of comments',
  lede: 'Comments that came by letter, at a hearing or in another system, put into one table, are taken into a consultation at one go. Each row is one comment with its receipt; its text is sealed until a moderator has read it. Other columns, such as names and telephones, are neither read nor kept.',
  open: 'Take in a list of comments (letters, a spreadsheet)',
  consultation: 'Consultation that they belong to',
  line: '{title} ({from} to {to})',
  none: 'There is no consultation that takes comments now.',
  cameOn: 'Came in on (for rows that do not say)',
  drop: 'Drop a list of comments (workbook or CSV) here, or choose a file',
  reading: 'Reading…',
  equation: 'Rows read {read}: can be taken in {taken}, without text {blank}, rejected {rejected}.',
  noColumn: 'No column of comments was found: say under “Columns” which it is.',
  without: 'Sheets without a column of comments, not read: {names}',
  passed: 'Columns passed over: {names}',
  columns: 'Columns',
  column: { text: 'Comment', submitter: 'Kind of author', occurred: 'Came in on', prompt: 'Prompt' },
  usual: 'by the usual headers',
  rejected: 'Rows that cannot be taken in',
  rejectedLine: '{sheet} row {row}, {column} “{value}”: {why}',
  outside:
    '{n} have a day outside of the consultation ({from} to {to}) and cannot be taken in: mend the days in the table and choose the file again.',
  first: 'The first {n}',
  enter: 'Take in {n} and enter them',
  entering: 'Entering…',
  progress: '{done} of {of}',
  done: '{taken} were taken in; {before} were in before.',
  codes: 'Download the codes',
  codesHint:
    'The codes can be had now and never again: with one, whoever wrote sees what becomes of the comment, and asks for its erasure.',
  codesFile: 'codes.csv',
  codesHead: { n: 'No.', id: 'Comment', code: 'Code' },
  see: 'Page of the consultation',
  again: 'Take in another list',
}
