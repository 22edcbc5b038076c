import type { ConnectionFieldDescription } from '@coupa-connector/protocol'
import { Group, Radio, Text, TextInput } from '@mantine/core'
import { SecretField, type SecretFieldProps } from '../../secrets/secret-field.tsx'
import { Icon } from '../../ui/marks/icon.tsx'
import { type ConnectionForm, fieldValue } from './connection-form.ts'
import { FieldNotes, problemText } from './field-notes.tsx'
import type { FieldFindings } from './findings.ts'
import { ScopeField, type ScopeMeaning } from './scope-field.tsx'

export interface ConnectionFieldProps {
  readonly field: ConnectionFieldDescription
  readonly form: ConnectionForm
  readonly isNeeded: boolean
  /** Whether it has no effect with the chosen authentication type. */
  readonly isUnused: boolean
  readonly findings: FieldFindings | undefined
  readonly isReadOnly: boolean
  readonly scopes: readonly ScopeMeaning[]
  readonly onChange: (name: string, value: string) => void
  readonly onTouch: (name: string) => void
  readonly onSecret: SecretFieldProps['onSecret']
  readonly setSecret: SecretFieldProps['setSecret']
}

/** One field, as the connector declares it. Nothing here knows which fields exist, except for the help with scopes. */
export function ConnectionField(props: ConnectionFieldProps): React.JSX.Element {
  const { field, form, isUnused, findings, isReadOnly, onChange } = props
  return (
    <div className="connection-field" data-unused={isUnused}>
      <FieldControl {...props} />
      {isUnused ? null : (
        <FieldNotes
          label={field.label}
          findings={findings}
          isReadOnly={isReadOnly}
          onTake={(value) => onChange(field.name, value)}
        />
      )}
      {findings?.notices.length ? null : <DeprecationNote field={field} value={fieldValue(form, field)} />}
    </div>
  )
}

/** Warns of a choice that is discouraged, as long as the hub has not said more about it. */
function DeprecationNote({
  field,
  value,
}: {
  readonly field: ConnectionFieldDescription
  readonly value: string
}): React.JSX.Element | null {
  const chosen = field.choices?.find((choice) => choice.value === value)
  const better = field.choices?.find(({ isDeprecated }) => !isDeprecated)
  if (!chosen?.isDeprecated) return null
  return (
    <Text size="sm" className="warning" mt={6} role="status">
      <Icon name="warning" size={14} /> {chosen.label} is deprecated by Coupa.
      {better ? ` Prefer ${better.label}.` : ''}
    </Text>
  )
}

function FieldControl(props: ConnectionFieldProps): React.JSX.Element {
  const { field, form, isNeeded, isUnused, findings, isReadOnly, scopes, onChange, onTouch } = props
  const value = fieldValue(form, field)
  const error = isUnused ? undefined : problemText(findings)
  const common = {
    label: field.label,
    description: field.help,
    error,
    withAsterisk: isNeeded,
    id: `field-${field.name}`,
  }
  if (field.isSecret) {
    return (
      <SecretField
        label={field.label}
        help={field.help}
        name={field.name}
        error={error}
        isNeeded={isNeeded}
        isReadOnly={isReadOnly}
        secret={form.secrets[field.name]}
        onSecret={props.onSecret}
        setSecret={props.setSecret}
      />
    )
  }
  if (field.choices && field.choices.length > 1) {
    return (
      <Radio.Group {...common} value={value} readOnly={isReadOnly} onChange={(chosen) => onChange(field.name, chosen)}>
        <Group gap="lg" mt={8}>
          {field.choices.map((choice) => (
            <Radio
              key={choice.value}
              value={choice.value}
              disabled={isReadOnly && choice.value !== value}
              label={choice.isDeprecated ? `${choice.label} (deprecated)` : choice.label}
            />
          ))}
        </Group>
      </Radio.Group>
    )
  }
  if (field.choices) {
    const [only] = field.choices
    return <TextInput {...common} readOnly variant="filled" value={only?.label ?? value} />
  }
  const input = {
    ...common,
    readOnly: isReadOnly,
    placeholder: field.example ?? '',
    onBlur: () => onTouch(field.name),
  }
  if (field.name === 'scope') {
    return <ScopeField {...input} value={value} scopes={scopes} onChange={(text) => onChange(field.name, text)} />
  }
  return (
    <TextInput
      {...input}
      value={value}
      spellCheck={false}
      autoComplete="off"
      autoCapitalize="off"
      inputMode={/url/i.test(field.name) ? 'url' : 'text'}
      onChange={(event) => onChange(field.name, event.currentTarget.value)}
    />
  )
}
