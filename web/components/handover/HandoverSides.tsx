/** Both sides of a hand-over: who gives, who takes, how far it has come, and the records that go over as links. */
import type { HandoverState } from '../../../worker/domain/kinds/handover/handover.ts'
import { useFrame } from '../../frame.ts'
import { Printed } from '../list/Printed.tsx'
import { RecordLink } from '../list/RecordLink.tsx'
import { Facts } from '../record/Facts.tsx'

/** Fields that {@link HandoverSides} says. */
export const IN_HANDOVER: ReadonlySet<string> = new Set([
  'department',
  'to',
  'fromPost',
  'toPost',
  'inventory',
])

export function HandoverSides({ state }: { state: HandoverState }) {
  const { handover } = useFrame().words
  const { department, to, fromPost, toPost, inventory, status } = state
  return (
    <>
      <p class="lede">{handover.says[status]}</p>
      <Facts
        wide
        facts={[
          { name: handover.gives, value: <Side department={department} post={fromPost} /> },
          { name: handover.takes, value: <Side department={to} post={toPost} /> },
          {
            name: handover.items,
            value: inventory.length > 0 && (
              <ul>
                {inventory.map(({ record, status: stands, note }) => (
                  <li key={record}>
                    {record !== undefined && record !== null && <RecordLink id={record} />}
                    {[stands, note].map((text) =>
                      text === undefined || text === null || text === '' ? null : (
                        <p key={text} class="who">
                          {text}
                        </p>
                      ),
                    )}
                  </li>
                ))}
              </ul>
            ),
          },
        ].filter(({ value }) => value !== false)}
      />
    </>
  )
}

function Side({ department, post }: { department: string | null; post: string | null }) {
  return (
    <>
      {department !== null && department !== '' && <RecordLink id={department} />}
      {post !== null && post !== '' && (
        <p class="who">
          <Printed text={post} />
        </p>
      )}
    </>
  )
}
