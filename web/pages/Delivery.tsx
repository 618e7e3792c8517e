/** 交付: what each edition of an imported register brought, and the records behind every number. */
import { type ListedKind, listedKinds } from '../../worker/domain/kinds/table.ts'
import { titleIn } from '../../worker/domain/kinds/title.ts'
import { at, entryPath, withQuery } from '../address.ts'
import { DepartmentName } from '../components/list/Lists.tsx'
import { Pager } from '../components/list/Pager.tsx'
import { RecordLink } from '../components/list/RecordLink.tsx'
import { Status } from '../components/list/Status.tsx'
import { SilenceNote, type SilentRegister } from '../components/source/SilenceNote.tsx'
import { useFrame } from '../frame.ts'
import { listWords } from '../labels.ts'
import type { SitePage } from '../page.tsx'
import type { DeliveryView, Page, StoredDelivery, ToldAs, ToldRecord } from '../types.ts'
import { formatCount } from '../words/numbers.ts'
import { count, fill } from '../words/words.ts'

export interface DeliveriesData {
  deliveries: StoredDelivery[]
  /** Registers of which nothing has come though it was expected. */
  silent: SilentRegister[]
}

export interface DeliveryData {
  delivery: DeliveryView
  /** The register, where nothing has come of it though it was expected. */
  silent: SilentRegister | null
  what: ToldAs
  kind: ListedKind | null
  told: Page<ToldRecord>
  cursor: string | null
}

/** Columns of the table of what came. */
const COLUMNS = ['new', 'changed', 'rewritten', 'vanished'] as const satisfies readonly ToldAs[]

const pathOf = (name: string): string => `/deliveries/${encodeURIComponent(name)}`

/** Register and date of a delivery, by its name. */
function partsOf(name: string): { register: string; asOf: string } {
  const cut = name.lastIndexOf('@')
  return { register: name.slice(0, cut), asOf: name.slice(cut + 1) }
}

/** Page of all deliveries. */
export const deliveriesPage: SitePage<DeliveriesData> = {
  name: 'deliveries',
  trail: (_, { words }) => [
    { name: words.site.home, path: '/' },
    { name: words.deliveries.title, path: null },
  ],
  head: (_, { words }) => ({ title: words.deliveries.title, description: words.deliveries.lede }),
  Body: Deliveries,
}

function Deliveries({ deliveries, silent }: DeliveriesData) {
  const { lang, words } = useFrame()
  const name = words.deliveries
  return (
    <>
      <div class="title">
        <h1>{name.title}</h1>
        <p class="lede">{name.lede}</p>
      </div>
      {silent.length > 0 && (
        <ul class="hint">
          {silent.map((one) => (
            <li key={one.register}>{fill(name.silent, { ...one })}</li>
          ))}
        </ul>
      )}
      {deliveries.length === 0 ? (
        <p class="empty">{name.none}</p>
      ) : (
        <table class="list">
          <thead>
            <tr>
              <th scope="col">{name.asOf}</th>
              <th scope="col">{name.register}</th>
              <th scope="col" class="num">
                {name.entries}
              </th>
            </tr>
          </thead>
          <tbody>
            {deliveries.map((one) => {
              const { register, asOf } = partsOf(one.name)
              return (
                <tr key={one.name}>
                  <td class="list__day">{asOf}</td>
                  <td class="list__item">
                    <a href={at(lang, pathOf(one.name))}>{register}</a>
                  </td>
                  <td class="num">{formatCount(one.entries)}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      )}
    </>
  )
}

/** Page of one delivery. */
export const deliveryPage: SitePage<DeliveryData> = {
  name: 'delivery',
  trail: ({ delivery }, { words }) => [
    { name: words.site.home, path: '/' },
    { name: words.deliveries.title, path: '/deliveries' },
    { name: delivery.name, path: null },
  ],
  head({ delivery, what, kind }, { words }) {
    const { register, asOf } = partsOf(delivery.name)
    return {
      title: fill(words.deliveries.of, { register, asOf }),
      description: words.deliveries.lede,
      canonicalQuery: withQuery('', { what, kind }),
      alternates: [
        { type: 'application/json', href: `/api/v1${pathOf(delivery.name)}`, title: delivery.name },
      ],
    }
  },
  Body: Delivery,
}

function Delivery({ delivery, silent, what, kind, told, cursor }: DeliveryData) {
  const { lang, words } = useFrame()
  const name = words.deliveries
  const { register, asOf } = partsOf(delivery.name)
  const title = kind === null ? name.what[what] : `${listWords(kind).title[lang]} · ${name.what[what]}`
  return (
    <>
      <div class="title">
        <p class="kind">{name.title}</p>
        <h1>{fill(name.of, { register, asOf })}</h1>
        <p class="lede">{count(name.held, delivery.entries)}</p>
        {delivery.before !== null && (
          <p>
            {name.before} <a href={at(lang, pathOf(delivery.before))}>{delivery.before}</a>
          </p>
        )}
        <SilenceNote silent={silent} />
      </div>
      <section aria-labelledby="came">
        <h2 id="came">{name.came}</h2>
        <Came delivery={delivery} what={what} kind={kind} />
        <p class="hint">{name.rejected}</p>
      </section>
      <section aria-labelledby="told">
        <h2 id="told">{title}</h2>
        {told.items.length === 0 ? (
          <p class="empty">{words.listing.nothing}</p>
        ) : (
          <ul class="items">
            {told.items.map(({ record, entry }) => (
              <li key={record.id}>
                <div>
                  <RecordLink id={record.id} title={titleIn(lang, record)} />
                  <p class="who dot">
                    <DepartmentName of={record} />
                    <a href={at(lang, entryPath(entry))}>{fill(name.entry, { index: entry })}</a>
                  </p>
                </div>
                <Status of={record} />
              </li>
            ))}
          </ul>
        )}
        <Pager query={{ what, kind }} cursor={cursor} next={told.next} anchor="#told" />
      </section>
    </>
  )
}

/** The table of what came: kinds down, new, changed, rewritten and vanished across, each number with its records behind it. */
function Came({ delivery, what, kind }: Pick<DeliveryData, 'delivery' | 'what' | 'kind'>) {
  const { lang, words } = useFrame()
  const name = words.deliveries
  const here = at(lang, pathOf(delivery.name))
  const kinds = listedKinds.filter((one) => delivery.counts.some((row) => row.kind === one))
  return (
    <table class="list">
      <thead>
        <tr>
          <th scope="col">{name.kind}</th>
          {COLUMNS.map((one) => (
            <th key={one} scope="col" class="num">
              {name.what[one]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {kinds.map((one) => (
          <tr key={one}>
            <th scope="row">{listWords(one).title[lang]}</th>
            {COLUMNS.map((column) => {
              const n = delivery.counts.find((row) => row.kind === one && row.what === column)?.records ?? 0
              const shown = column === what && one === kind
              return (
                <td key={column} class="num">
                  {n === 0 ? (
                    '0'
                  ) : (
                    <a
                      href={`${withQuery(here, { what: column, kind: one })}#told`}
                      aria-current={shown ? 'true' : undefined}
                    >
                      {formatCount(n)}
                    </a>
                  )}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
