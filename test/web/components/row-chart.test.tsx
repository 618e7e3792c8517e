import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { RowChart } from '../../../web/components/chart/RowChart.tsx'

const rows = Array.from({ length: 40 }, (_, i) => ({
  id: `r${i}`,
  name: `行 ${i}`,
  value: i === 3 ? null : i,
  text: i === 3 ? '—' : String(i),
  own: i === 39,
  marked: i === 39,
}))

const chart = (levels: { name: string; value: number }[]) =>
  renderToString(
    <RowChart
      id="c"
      title="图"
      hint="说明"
      rows={rows}
      levels={levels}
      table="t"
      more={(n) => `另外 ${n} 行`}
      legend={[{ shape: 'bar', name: '同类' }]}
      write={String}
    />,
  )

describe('a chart of rows', () => {
  const html = chart([
    { name: '上界', value: 50 },
    { name: '下界', value: -2 },
  ])

  it('names its table, keeps every row, and unfolds those beyond what one looks at', () => {
    expect(html).toContain('aria-describedby="c-hint t"')
    expect(html.match(/class="shift__row/g)).toHaveLength(40)
    expect(html).toContain('<summary>另外 9 行</summary>')
  })

  it('draws no bar for what is not known or nothing, and no fence below nothing', () => {
    const plots = html.slice(html.indexOf('shift__plot'))
    expect(plots.match(/<rect/g)).toHaveLength(38)
    // One upper fence in each of the two plots.
    expect(plots.match(/bars__level/g)).toHaveLength(2)
    expect(html.match(/bars__own/g)).toHaveLength(1)
    expect(chart([]).match(/bars__level/g)).toBeNull()
  })
})
