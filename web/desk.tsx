/** The entry of the workbench: one page after another, drawn in the browser over the same API that everyone uses. */
import { render } from 'preact'
import { App } from './desk/App.tsx'
import type { DeskData } from './desk/frame/desk.ts'

const block = document.getElementById('desk-data')?.textContent
const root = document.getElementById('desk')
if (block && root !== null) {
  const data: DeskData = JSON.parse(block)
  root.replaceChildren()
  render(<App data={data} />, root)
}
