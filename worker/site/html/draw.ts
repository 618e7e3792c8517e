/** The renderer of the server. Nothing else draws there: whatever a page shows keeps its days whole. */
import { renderToString } from 'preact-render-to-string'
import { keepDaysWhole } from '../../../web/draw/whole-days.ts'

keepDaysWhole()

/** The text of an element as HTML. */
export const toHtml: typeof renderToString = renderToString
