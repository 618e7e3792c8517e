/** The renderer of the browser. Nothing else draws there: whatever a page shows keeps its days whole. */
import { render } from 'preact'
import { keepDaysWhole } from './whole-days.ts'

keepDaysWhole()

/** Draws an element into a place of the document, or takes out what was drawn there. */
export const drawInto: typeof render = render
