/** The script of the page on which evidence files are checked. It fetches nothing. */
import { Checker } from './check/Checker.tsx'
import type { CheckScriptData } from './check/data.ts'
import { drawInto } from './draw/draw.ts'
import { whyUnable } from './verify/ability.ts'

const block = document.getElementById('check')?.textContent
const root = document.querySelector<HTMLElement>('[data-check]')
if (block && root !== null) {
  const { words, events, why }: CheckScriptData = JSON.parse(block)
  void whyUnable(window.crypto).then((unable) => {
    root.replaceChildren()
    drawInto(
      unable === null ? (
        <Checker
          words={words}
          events={events}
          timeZone={root.dataset.zone ?? 'UTC'}
          clock={() => new Date()}
        />
      ) : (
        <p class="notice">{why[unable]}</p>
      ),
      root,
    )
  })
}
