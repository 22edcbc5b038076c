import { Button, Group, Stack } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { ErrorState } from '../states/states.tsx'

export interface DialogFormProps {
  /** What the button says that does it. */
  readonly verb: string
  readonly isPending: boolean
  /** Whether the button works; the fields tell what is missing. Default: true. */
  readonly isAllowed?: boolean | undefined
  /** Whether it takes something away: then the button is red. Default: false. */
  readonly isDangerous?: boolean | undefined
  /** What has the focus first where no field asks for it. Default: nothing. */
  readonly focus?: 'cancel' | 'verb' | undefined
  readonly error: unknown
  readonly onSubmit: () => void
  readonly onCancel: () => void
  /** The fields tell themselves what is wrong. Default: false, the browser does. */
  readonly noValidate?: boolean | undefined
  readonly children: React.ReactNode
}

/** The form of a dialog: its fields, what went wrong, a way back and the verb. */
export function DialogForm({
  verb,
  isPending,
  isAllowed = true,
  isDangerous = false,
  focus,
  error,
  onSubmit,
  onCancel,
  noValidate,
  children,
}: DialogFormProps): React.JSX.Element {
  const form = useRef<HTMLFormElement>(null)
  // A form that comes after its dialog has opened finds the focus elsewhere.
  useEffect(() => form.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus(), [])
  return (
    <form
      ref={form}
      noValidate={noValidate}
      onSubmit={(event) => {
        event.preventDefault()
        // A form of the page that the dialog was opened from is not meant.
        event.stopPropagation()
        if (isAllowed) onSubmit()
      }}
    >
      <Stack gap="md">
        {children}
        {error ? <ErrorState error={error} /> : null}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onCancel} data-autofocus={focus === 'cancel' ? true : undefined}>
            Cancel
          </Button>
          <Button
            type="submit"
            color={isDangerous ? 'red.9' : undefined}
            disabled={!isAllowed}
            loading={isPending}
            data-autofocus={focus === 'verb' ? true : undefined}
          >
            {verb}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
