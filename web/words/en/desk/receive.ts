import type { receiveZh } from '../../zh/desk/receive.ts'

/** Words for taking in letters, calls and visits. */
export const receiveEn: typeof receiveZh = {
  title: 'Take in a question',
  lede: 'What comes by letter, by telephone or in person is entered here: like a question on the site it has its receipt at once, and its text is sealed until it was read. Use the words of whoever asks, and no names. How they can be told is asked only where they want it, and kept beside the ledger. A report about somebody goes to the channel for reports and is not entered here.',
  notYours: 'Questions are taken in by a desk.',
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
