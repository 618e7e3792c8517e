/** Roles that the groups of a sign-in provider get: one row each, the first that fits counts. */
import { labels } from '../../../worker/domain/kinds/labels.ts'
import { label as labelOf } from '../../labels.ts'
import { fill } from '../../words/fill.ts'
import { useDesk } from '../frame/desk.ts'
import { Box, Group, useControl } from './fields/Box.tsx'
import { Finder } from './fields/Finder.tsx'
import { Text } from './fields/Text.tsx'
import { textIn } from './fields/value.ts'

export interface RuleInput {
  group: string
  role: string
  department: string
  post: string
}

const BLANK: RuleInput = { group: '', role: '', department: '', post: '' }
/** The role operator is granted on the machine itself. */
const roles = Object.keys(labels.role).filter((role) => role !== 'operator')
const DEPARTMENT = { is: 'id', kinds: ['department'], required: false } as const

/** Rows of groups with role and department, to add, change and remove. */
export function GroupRules({
  rules,
  onChange,
}: {
  rules: readonly RuleInput[]
  onChange(rules: readonly RuleInput[]): void
}) {
  const { words } = useDesk()
  const { providers } = words
  return (
    <Group label={providers.groups} path="groups" hint={providers.groupsHint}>
      <ol class="rows">
        {rules.map((rule, i) => (
          // A rule has no name but its place.
          <li key={i}>
            <Rule
              rule={rule}
              n={i}
              onChange={(set) => onChange(rules.map((one, at) => (at === i ? { ...one, ...set } : one)))}
              onRemove={() => onChange(rules.filter((_, at) => at !== i))}
            />
          </li>
        ))}
      </ol>
      <button type="button" onClick={() => onChange([...rules, BLANK])}>
        {providers.addRule}
      </button>
    </Group>
  )
}

interface RuleProps {
  rule: RuleInput
  n: number
  onChange(set: Partial<RuleInput>): void
  onRemove(): void
}

function Rule({ rule, n, onChange, onRemove }: RuleProps) {
  const { words, lang } = useDesk()
  const { providers } = words
  const at = `groups/${n}`
  const role = useControl(`${at}/role`)
  return (
    <fieldset class="row">
      <legend class="vh">{fill(providers.rule, { n: n + 1 })}</legend>
      <Text
        path={`${at}/group`}
        label={providers.group}
        value={rule.group}
        onChange={(group) => onChange({ group })}
      />
      <Box label={providers.role} path={`${at}/role`}>
        <select
          {...role}
          value={rule.role}
          onChange={({ currentTarget }) => onChange({ role: currentTarget.value })}
        >
          <option value="">{providers.choose}</option>
          {roles.map((code) => (
            <option key={code} value={code}>
              {labelOf(lang, 'role', code)}
            </option>
          ))}
        </select>
      </Box>
      <Finder
        label={providers.department}
        path={`${at}/department`}
        name="department"
        scope="provider"
        spec={DEPARTMENT}
        value={rule.department}
        onChange={(department) => onChange({ department: textIn(department) })}
      />
      <Text
        path={`${at}/post`}
        label={providers.post}
        value={rule.post}
        onChange={(post) => onChange({ post })}
      />
      <button
        type="button"
        class="plain"
        onClick={onRemove}
        aria-label={fill(providers.removeRule, { n: n + 1 })}
      >
        {fill(providers.removeRule, { n: n + 1 })}
      </button>
    </fieldset>
  )
}
