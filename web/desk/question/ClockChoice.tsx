/** Choice of the clock by which a question runs: those in force today for questions, by their names. */
import { useEffect, useState } from 'preact/hooks'
import { questionClocksOn } from '../../../worker/domain/kinds/question/clock.ts'
import type { Words } from '../../../worker/domain/record/problem.ts'
import { fieldLabel } from '../../labels.ts'
import { Box, useControl } from '../form/fields/Box.tsx'
import { useDesk } from '../frame/desk.ts'

/** A clock as the API lists it. */
interface Listed {
  id: string
  names: Words
  from: string | null
  to: string | null
}

interface ClockChoiceProps {
  path: string
  /** Code of the clock that is chosen; undefined for the usual one of the kind of question. */
  value: string | undefined
  onChange(value: string | undefined): void
}

/** The clocks of the place are among them; none has to be chosen. */
export function ClockChoice({ path, value, onChange }: ClockChoiceProps) {
  const { words, lang, send, today } = useDesk()
  const [clocks, setClocks] = useState<readonly Listed[]>([])
  useEffect(() => {
    void send<{ items: Listed[] }>('GET', '/api/v1/clocks').then((answer) => {
      if (answer.ok) setClocks(answer.body.items)
    })
  }, [send])
  const open = questionClocksOn(clocks, today)
  return (
    <Box label={fieldLabel(lang, 'question', 'profile')} path={path} hint={words.receive.clockHint}>
      <select
        {...useControl(path, true)}
        value={value ?? ''}
        onChange={({ currentTarget }) => onChange(currentTarget.value || undefined)}
      >
        <option value="">{words.receive.usualClock}</option>
        {open.map(({ id, names }) => (
          <option key={id} value={id}>
            {names[lang]}
          </option>
        ))}
      </select>
    </Box>
  )
}
