import { Button, Group, Input, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useRef } from 'react'
import { Icon } from '../ui/marks/icon.tsx'
import { TimeAgo } from '../ui/words/time-ago.tsx'
import type { FormSecret } from './form-secret.ts'
import { PasswordDialog } from './password-dialog.tsx'

export interface SecretFieldProps {
  readonly name: string
  readonly label: string
  readonly help: string
  readonly error: string | undefined
  readonly isNeeded: boolean
  readonly isReadOnly: boolean
  /** Whether its value has several lines, such as a key. Default: false. */
  readonly isMultiline?: boolean | undefined
  readonly secret: FormSecret | undefined
  readonly onSecret: (name: string, secret: FormSecret | undefined) => void
  /** Sends the value to the hub. Resolves with what is known about the secret from then on. */
  readonly setSecret: (name: string, value: string) => Promise<FormSecret>
}

/** A secret: whether it is set, since when and by whom, and a way to set it. It is never shown. */
export function SecretField(props: SecretFieldProps): React.JSX.Element {
  const { name, label, help, error, isNeeded, isReadOnly, isMultiline, secret, onSecret, setSecret } = props
  const [isOpen, dialog] = useDisclosure(false)
  const button = useRef<HTMLButtonElement>(null)
  const action = secret ? 'Replace' : 'Click to Set'
  return (
    <Input.Wrapper
      label={label}
      labelElement="div"
      description={help}
      error={error}
      withAsterisk={isNeeded}
      inputWrapperOrder={['label', 'description', 'input', 'error']}
    >
      <Group gap="sm" mt={6} mb={error ? 6 : 0}>
        {isReadOnly ? null : (
          <Button
            ref={button}
            id={`field-${name}`}
            variant="default"
            leftSection={<Icon name="key" size={15} />}
            aria-label={`${label}: ${action}`}
            onClick={dialog.open}
          >
            {action}
          </Button>
        )}
        <Text size="sm" className="muted" component="span" role="status">
          {secret ? (
            <>
              <span className="good">
                <Icon name="check" size={13} />
              </span>{' '}
              Set <TimeAgo at={secret.setAt} /> by {secret.setBy}
            </>
          ) : (
            'Not set'
          )}
        </Text>
        {secret && !isReadOnly ? (
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            aria-label={`Clear ${label}`}
            onClick={() => {
              onSecret(name, undefined)
              button.current?.focus()
            }}
          >
            Clear
          </Button>
        ) : null}
      </Group>
      <PasswordDialog
        label={label}
        isMultiline={isMultiline}
        isOpen={isOpen}
        onClose={dialog.close}
        onApply={async (value) => onSecret(name, await setSecret(name, value))}
      />
    </Input.Wrapper>
  )
}
