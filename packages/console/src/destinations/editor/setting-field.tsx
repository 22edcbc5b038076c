import type { DestinationType } from '@coupa-connector/protocol'
import { Group, Radio, TextInput } from '@mantine/core'
import type { FormSecret } from '../../secrets/form-secret.ts'
import { SecretField } from '../../secrets/secret-field.tsx'
import { asSentence } from '../destination-words.ts'

type Setting = DestinationType['settings'][number]

/** One setting, as its kind of destination declares it. */
export function SettingField({
  setting,
  value,
  secret,
  error,
  isReadOnly,
  onChange,
  onSecret,
  setSecret,
}: {
  readonly setting: Setting
  readonly value: string
  readonly secret: FormSecret | undefined
  readonly error: string | undefined
  readonly isReadOnly: boolean
  readonly onChange: (value: string) => void
  readonly onSecret: (secret: FormSecret | undefined) => void
  /** Sends the value to the hub. */
  readonly setSecret: (value: string) => Promise<FormSecret>
}): React.JSX.Element {
  const { name, title, description, isRequired, isSecret, isMultiline, choices, default: usual } = setting
  const common = {
    label: title,
    description: asSentence(description),
    error,
    withAsterisk: isRequired && usual === null,
    id: `setting-${name}`,
  }
  if (isSecret) {
    return (
      <SecretField
        name={name}
        label={title}
        help={common.description}
        error={error}
        isNeeded={common.withAsterisk}
        isReadOnly={isReadOnly}
        isMultiline={isMultiline}
        secret={secret}
        onSecret={(_name, set) => onSecret(set)}
        setSecret={async (_name, text) => await setSecret(text)}
      />
    )
  }
  if (choices !== null) {
    return (
      <Radio.Group {...common} value={value || (usual ?? '')} readOnly={isReadOnly} onChange={onChange}>
        <Group gap="lg" mt={8}>
          {(usual === null ? ['', ...choices] : choices).map((choice) => (
            <Radio key={choice} value={choice} disabled={isReadOnly && choice !== value} label={choiceLabel(choice)} />
          ))}
        </Group>
      </Radio.Group>
    )
  }
  return (
    <TextInput
      {...common}
      value={value}
      readOnly={isReadOnly}
      placeholder={usual ?? ''}
      spellCheck={false}
      autoComplete="off"
      autoCapitalize="off"
      inputMode={/url|endpoint/i.test(name) ? 'url' : 'text'}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

function choiceLabel(choice: string): string {
  if (choice === '') return 'Default'
  if (choice === 'true') return 'Yes'
  return choice === 'false' ? 'No' : choice
}
