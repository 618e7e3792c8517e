/** The keys with which a department signs, each with the entry that registered it. */
import { at, entryPath } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import { label } from '../../labels.ts'
import type { DepartmentState } from '../../types.ts'
import { fill } from '../../words/words.ts'
import { Facts } from '../record/Facts.tsx'

/** Section on the keys of a department, revoked ones too; nothing without a key. */
export function DepartmentKeys({ state: { keys = [] } }: { state: DepartmentState }) {
  const { lang, words } = useFrame()
  if (keys.length === 0) return null
  return (
    <section aria-labelledby="keys">
      <h2 id="keys">{words.signed.title}</h2>
      <p class="hint">{words.signed.hint}</p>
      <Facts
        facts={keys.map(({ id, key, keptOn, registered, revoked }) => ({
          name: id,
          value: (
            <>
              {keptOn}
              <small>
                <code>{key}</code>
              </small>
              <small class="dot">
                <a href={at(lang, entryPath(registered))}>
                  {fill(words.signed.registered, { index: registered })}
                </a>
                {revoked !== null && (
                  <a href={at(lang, entryPath(revoked.index))}>
                    {fill(words.signed.countsUntil, { date: revoked.from })}
                    {lang === 'zh' ? '，' : ', '}
                    {label(lang, 'keyRevocation', revoked.reasonCode)}
                  </a>
                )}
              </small>
            </>
          ),
        }))}
      />
    </section>
  )
}
