import type { shareZh } from '../../zh/site/share.ts'

/** English words of the line as a picture, of embeds, citations, and the statement on accessibility. */
export const shareEn: typeof shareZh = {
  thread: {
    title: 'Follow the line',
    hint: 'From power to outcome in one picture; each part of it can be opened.',
    stages: { power: 'Power', decision: 'Decision', milestone: 'Milestone', outcome: 'Outcome' },
    asText: 'The picture in words',
    rest: '{n} more milestone|{n} more milestones',
    none: 'no milestone promised',
    unnamed: 'no power named',
    short: 'power → decision → milestones → outcome',
  },
  sheet: {
    title: 'To check this sheet.',
    how: 'Scan the code for the page; or check its evidence file at {url}, off line: the leaf hash has to be in the tree that the checkpoint signs.',
    address: 'Address',
    entry: 'Entry',
    leaf: 'Leaf hash',
    checkpoint: 'Checkpoint',
    unsigned: 'none is signed at the moment',
  },
  access: {
    title: 'Accessibility',
    large: 'Large type',
    usual: 'Usual type',
    lede: 'This site is built to level AA of the Web Content Accessibility Guidelines (WCAG) 2.2. Below stands what holds, how it was tried, and what is missing.',
    holds: 'What holds',
    holdsList: {
      plain:
        'Every page can be read in full without JavaScript; only verification runs a program in the browser.',
      keys: 'Everything can be reached by keyboard; the first link skips to the content; headings, lists and tables are marked as such.',
      shapes:
        'Every status has a word and a shape, never colour alone; every picture has a table or a list that says the same.',
      narrow: 'Nothing scrolls sideways at 320 pixels; dark mode, zoom and print can be read.',
      marked: 'Languages are marked, Chinese originals on English pages too.',
    },
    tried: 'How it was tried',
    triedList: {
      axe: 'By program: with every change axe (WCAG 2.2 A and AA, best practices) looks at each kind of page in Chromium; the contrast of some of them in the dark.',
      width: 'By program: no page of the sample city overflows at 320 pixels, or logs an error or a warning.',
      eye: 'By eye: 1280, 390 and 320 pixels, both languages, dark mode, print.',
    },
    missing: 'What is missing',
    missingList: {
      people: 'No reader with a disability was asked to try it, and no screen reader was used page by page.',
      files:
        'Files that departments attach (scans, spreadsheets) may not be readable; originals are not changed here.',
      language: 'Records stand in the language of their source only.',
    },
    largeText:
      'Letters are two fifths larger, in one column, with wide targets. The choice stands in the address and goes along with links: no cookie, no JavaScript.',
    report: 'Something is in your way',
    reportText:
      'Tell whoever runs this ledger: the address, your device and software, and what cannot be read. “Ask about this” on any record is one way.',
  },
  embed: {
    title: 'Embed',
    whole: 'Read and verify it on {site}',
    asOf: 'As of {size} entries of the ledger. A flag is a reason to look, not a verdict.',
    label: 'Embed on another page',
    hint: 'Put this into a page: it needs no script and sets no cookie.',
    card: 'Card',
    line: 'Timeline',
    chart: 'Chart of milestones',
  },
}
