import type { frameDeskZh } from '../../zh/desk/frame.ts'

/** On every page of the workbench. */
export const frameDeskEn: typeof frameDeskZh = {
  title: 'Workbench',
  script: 'The workbench needs JavaScript. Reading the ledger does not.',
  unreachable: 'The server cannot be reached: what you wrote is still on this page, and is tried again.',
  asked: 'Request {id}',
  nav: {
    label: 'Workbench',
    home: 'My desk',
    new: 'Log',
    import: 'Import',
    approvals: 'To approve',
    findings: 'Findings',
    limits: 'Limits of rules',
    cases: 'Cases',
    departments: 'Departments',
    accounts: 'Accounts',
    access: 'Access log',
    me: 'My account',
    signOut: 'Sign out',
    signedIn: '{post} · {role}',
  },
  loading: 'Loading…',
}
