/** Which page stands at which address of the workbench. */
import type { VNode } from 'preact'
import type { DeskData } from './desk.ts'
import { HomePage } from './pages/Home.tsx'
import { JoinPage } from './pages/Join.tsx'
import { SignInPage } from './pages/SignIn.tsx'
import { WithheldPage } from './pages/Withheld.tsx'

const PAGES: readonly { path: RegExp; draw: (part: string) => VNode }[] = [
  { path: /^\/sign-in$/, draw: () => <SignInPage /> },
  { path: /^\/join$/, draw: () => <JoinPage /> },
  { path: /^\/withheld\/(\d{1,15})$/, draw: (index) => <WithheldPage index={Number(index)} /> },
  { path: /^\/$/, draw: () => <HomePage /> },
]

/** The page of an address; the first one of the workbench where there is none. */
export function pageAt({ path }: DeskData): VNode {
  for (const page of PAGES) {
    const found = page.path.exec(path)
    if (found !== null) return page.draw(found[1] ?? '')
  }
  return <HomePage />
}
