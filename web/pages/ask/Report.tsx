/** 举报: another form, which leads to the confidential files and leaves nothing anywhere else. */
import { at } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import type { SitePage } from '../../page.tsx'
import { Fault, type FormFault, Line, Long, Trap } from './fields.tsx'

export interface ReportData {
  done: boolean
  given: { readonly [field: string]: string }
  fault: FormFault | null
}

/** Page with the form for a report, which leads to the confidential files. */
export const reportPage: SitePage<ReportData> = {
  name: 'ask',
  trail: (_, { words }) => [
    { name: words.site.home, path: '/' },
    { name: words.ask.title, path: '/ask' },
    { name: words.report.title, path: null },
  ],
  head: (_, { words }) => ({
    title: words.report.title,
    description: words.report.description,
    alternates: [],
  }),
  Body,
}

function Body({ done, given, fault }: ReportData) {
  const { lang, words } = useFrame()
  const { report } = words
  if (done)
    return (
      <div class="title">
        <h1>{report.done}</h1>
        <p class="lede">{report.doneText}</p>
      </div>
    )
  return (
    <>
      <div class="title">
        <h1>{report.title}</h1>
        <p class="lede">{report.lede}</p>
      </div>
      <p class="notice">{words.ask.emergency}</p>
      <Fault fault={fault} />
      <form method="post" action={at(lang, '/report')} class="paper-form">
        <Trap />
        <Line name="title" label={report.heading} given={given.title} fault={fault} most={200} required />
        <Long
          name="text"
          label={report.text}
          given={given.text}
          fault={fault}
          most={20_000}
          rows={12}
          required
        />
        <button type="submit">{report.send}</button>
      </form>
    </>
  )
}
