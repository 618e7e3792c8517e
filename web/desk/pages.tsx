/** Pages of the workbench by their addresses. */
import type { VNode } from 'preact'
import type { DeskData } from './frame/desk.ts'
import { CommentListPage } from './import/comments/CommentListPage.tsx'
import { ImportPage } from './import/ImportPage.tsx'
import { AccessPage } from './pages/Access.tsx'
import { CasePage } from './pages/Case.tsx'
import { CasesPage } from './pages/Cases.tsx'
import { DraftPage } from './pages/Draft.tsx'
import { FindingsPage } from './pages/Findings.tsx'
import { HomePage } from './pages/Home.tsx'
import { JoinPage } from './pages/Join.tsx'
import { LimitsPage } from './pages/Limits.tsx'
import { MePage } from './pages/Me.tsx'
import { NewPage, OpenPage } from './pages/New.tsx'
import { AccountsPage, DepartmentsPage } from './pages/Office.tsx'
import { ActPage, OnPage } from './pages/On.tsx'
import { PatternsPage } from './pages/Patterns.tsx'
import { PlanPage } from './pages/Plan.tsx'
import { ProvidersPage } from './pages/Providers.tsx'
import { ReceivePage } from './pages/Receive.tsx'
import { SignInPage } from './pages/SignIn.tsx'
import { WithheldPage } from './pages/Withheld.tsx'
import { ReadingBench } from './reading/ReadingBench.tsx'

const PAGES: readonly { path: RegExp; draw: (part: string, second: string) => VNode }[] = [
  { path: /^\/sign-in$/, draw: () => <SignInPage /> },
  { path: /^\/join$/, draw: () => <JoinPage /> },
  { path: /^\/withheld\/(\d{1,15})$/, draw: (index) => <WithheldPage index={Number(index)} /> },
  { path: /^\/new$/, draw: () => <NewPage /> },
  { path: /^\/new\/([a-z]{1,20})$/, draw: (kind) => <OpenPage kind={kind} /> },
  { path: /^\/on\/([a-z]{3}-[\w-]{1,80})$/, draw: (id) => <OnPage id={id} /> },
  {
    path: /^\/on\/([a-z]{3}-[\w-]{1,80})\/([a-z-]{1,40})$/,
    draw: (id, verb) => <ActPage id={id} verb={verb} />,
  },
  { path: /^\/drafts\/(dra-[\w-]{1,80})$/, draw: (id) => <DraftPage id={id} /> },
  { path: /^\/departments$/, draw: () => <DepartmentsPage /> },
  { path: /^\/accounts$/, draw: () => <AccountsPage /> },
  { path: /^\/providers$/, draw: () => <ProvidersPage /> },
  { path: /^\/access$/, draw: () => <AccessPage /> },
  { path: /^\/me$/, draw: () => <MePage /> },
  { path: /^\/import$/, draw: () => <ImportPage /> },
  { path: /^\/import\/comments$/, draw: () => <CommentListPage /> },
  { path: /^\/findings$/, draw: () => <FindingsPage /> },
  { path: /^\/limits$/, draw: () => <LimitsPage rule="" /> },
  { path: /^\/limits\/([A-Z]\d{2})$/, draw: (rule) => <LimitsPage rule={rule} /> },
  { path: /^\/patterns$/, draw: () => <PatternsPage pattern="approvals" /> },
  { path: /^\/patterns\/([a-z-]{1,20})$/, draw: (pattern) => <PatternsPage pattern={pattern} /> },
  { path: /^\/cases$/, draw: () => <CasesPage /> },
  { path: /^\/cases\/(cas-[0-9a-z]{10})$/, draw: (id) => <CasePage id={id} /> },
  { path: /^\/read$/, draw: () => <ReadingBench first="" /> },
  { path: /^\/read\/([a-z]{3}-[\w-]{1,80})$/, draw: (id) => <ReadingBench first={id} /> },
  { path: /^\/receive$/, draw: () => <ReceivePage /> },
  { path: /^\/plan$/, draw: () => <PlanPage /> },
  { path: /^\/$/, draw: () => <HomePage /> },
]

/** The page of an address; the first one of the workbench where there is none. */
export function pageAt({ path }: DeskData): VNode {
  for (const page of PAGES) {
    const found = page.path.exec(path)
    if (found !== null) return page.draw(found[1] ?? '', found[2] ?? '')
  }
  return <HomePage />
}
