/** The entry of the workbench: one page after another, drawn in the browser over the same API that everyone uses. */
import { App } from './desk/App.tsx'
import type { DeskData } from './desk/frame/desk.ts'
import { drawInto } from './draw/draw.ts'

const block = document.getElementById('desk-data')?.textContent
const root = document.getElementById('desk')
if (block && root !== null) {
  const data: DeskData = JSON.parse(block)
  root.replaceChildren()
  drawInto(<App data={data} />, root)
}
