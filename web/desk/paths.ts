/** Addresses of the workbench, behind `/zh/desk`: read by the server, which knows no page behind any other. */
const PATHS = {
  withheld: /^\/withheld\/(\d{1,15})$/,
  newKinds: /^\/new$/,
  newRecord: /^\/new\/([a-z]{1,20})$/,
  on: /^\/on\/([a-z]{3}-[\w-]{1,80})$/,
  act: /^\/on\/([a-z]{3}-[\w-]{1,80})\/([a-z-]{1,40})$/,
  draft: /^\/drafts\/(dra-[\w-]{1,80})$/,
  departments: /^\/departments$/,
  accounts: /^\/accounts$/,
  providers: /^\/providers$/,
  access: /^\/access$/,
  me: /^\/me$/,
  import: /^\/import$/,
  importComments: /^\/import\/comments$/,
  findings: /^\/findings$/,
  limits: /^\/limits$/,
  limitsOf: /^\/limits\/([A-Z]\d{2})$/,
  patterns: /^\/patterns$/,
  pattern: /^\/patterns\/([a-z-]{1,20})$/,
  cases: /^\/cases$/,
  caseFile: /^\/cases\/(cas-[0-9a-z]{10})$/,
  read: /^\/read$/,
  readOne: /^\/read\/([a-z]{3}-[\w-]{1,80})$/,
  receive: /^\/receive$/,
  plan: /^\/plan$/,
  home: /^\/$/,
} as const

/** Pages behind `/desk`, and the two ways in, which stand outside of it. */
export type DeskPage = keyof typeof PATHS | 'signIn' | 'join'

/** A page, and the parts that its address names. The server alone reads addresses: it hands this to the browser. */
export interface DeskPlace {
  page: DeskPage
  parts: string[]
}

/** The page of an address behind `/desk`, and the parts that this names; null where there is none. */
export function deskPageOf(path: string): DeskPlace | null {
  for (const page of Object.keys(PATHS).filter(isBehind)) {
    const found = PATHS[page].exec(path)
    if (found !== null) return { page, parts: found.slice(1) }
  }
  return null
}

function isBehind(name: string): name is keyof typeof PATHS {
  return Object.hasOwn(PATHS, name)
}
