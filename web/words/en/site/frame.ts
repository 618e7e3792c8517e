import type { frameZh } from '../../zh/site/frame.ts'

/** On every page: the name of the site, navigation, counts, faults. */
export const frameEn: typeof frameZh = {
  site: {
    name: 'Mingzhang',
    tagline: 'the open ledger of public power',
    anywhere: 'this place',
    skip: 'Skip to content',
    nav: 'Main',
    crumbs: 'You are here',
    home: 'Home',
    otherLanguage: '中文',
    note: 'Entries can be corrected, never deleted.',
    desk: 'Workbench',
    clocks: 'Deadlines',
    rules: 'Red-flag rules',
    api: 'API reference',
    feed: 'Subscribe to the ledger',
    known: 'Machine-readable identity',
    mirror:
      'This is a mirror of the ledger {origin} as of its first {size} entries, not the site itself. It can be read and checked; nothing can be entered. Attachments and findings of the rules are not mirrored.',
    frozen: 'The ledger has stopped signing checkpoints: {words}',
    unknown: 'This page does not know the parameter {names} of its address: it had no effect.',
    onThisPage: 'On this page',
  },
  nav: {
    departments: 'Departments',
    responsibilities: 'Responsibilities',
    decisions: 'Decisions',
    milestones: 'Milestones',
    questions: 'Questions',
    flags: 'Flags',
    ledger: 'Ledger',
    verify: 'Verify',
  },
  count: {
    departments: '{n} department|{n} departments',
    responsibilities: '{n} responsibility|{n} responsibilities',
    decisions: '{n} decision|{n} decisions',
    milestones: '{n} milestone|{n} milestones',
    entries: '{n} entry|{n} entries',
    results: '{n} result|{n} results',
    characters: '{n} character|{n} characters',
    unfold: 'read all {n} characters',
    fold: 'show less',
    items: '{n} item|{n} items',
    corrections: 'corrected once|corrected {n} times',
    days: '{n} day|{n} days',
    bases: '{n} legal basis|{n} legal bases',
  },
  states: {
    notFound: 'There is no such page',
    notFoundText:
      'The address may be mistyped, or the record was never entered. Nothing in the ledger disappears: the address of a record that was ever entered stays valid for good.',
    failed: 'Something went wrong here',
    failedText:
      'The ledger itself is not affected. Please try again later; if it goes on, quote this number to the operator.',
    invalid: 'The request is not valid',
    tampered: 'This does not match the ledger',
    tamperedText:
      'What is stored here is no longer what was entered: it is not a well-formed entry, and no check of it can succeed. Verify the whole ledger on the command line to find which entry it is.',
    request: 'Request {id}',
    goHome: 'Home',
  },
  cite: {
    label: 'Cite',
    text: '{site}, “{title}”, {url}, entry {index}, checkpoint {size}.',
    entry: '{site}, entry {index}, {url}, checkpoint {size}.',
    copy: 'Copy',
    evidence: 'Download the evidence file (checked off line)',
    copied: 'Copied',
  },
}
