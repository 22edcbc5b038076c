import { Modal } from '@mantine/core'

/** What is tested: a stored connection with what stands in its form, or a form alone. */
export interface TestTarget {
  /** Id of the stored connection, which gives what the form does not. */
  readonly connection?: string | undefined
  readonly fields: Readonly<Record<string, string>>
  /** Handles of the secrets that were set in the form, by field. */
  readonly secrets: Readonly<Record<string, string>>
  /** For the title. */
  readonly name: string
}

export interface TestDialogProps {
  readonly opened: boolean
  onClose(): void
  readonly target: TestTarget
  /** Saves what was tested; offered when the test passed. */
  onPassed?: (() => void) | undefined
  /** Puts a value that mends the settings into a field of the form; offered where the report names one. */
  onFix?: ((field: string, value: string) => void) | undefined
}

/** Tests a connection: where from, how it goes, and what came of it. */
export function TestDialog({ opened, onClose, target }: TestDialogProps): React.JSX.Element {
  return (
    <Modal opened={opened} onClose={onClose} title={`Test Connection: ${target.name}`} size="lg">
      {null}
    </Modal>
  )
}
