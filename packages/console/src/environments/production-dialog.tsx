import { List } from '@mantine/core'
import { Dialog } from '../ui/dialogs/dialog.tsx'
import { DialogForm } from '../ui/dialogs/dialog-form.tsx'
import { ProductionBar } from './production-bar.tsx'

/** Asks before something is done in production: says so, and what follows from it. */
export function ProductionDialog({
  opened,
  title,
  verb,
  consequences,
  isPending,
  error,
  onConfirm,
  onClose,
}: {
  readonly opened: boolean
  readonly title: string
  readonly verb: string
  readonly consequences: readonly string[]
  readonly isPending: boolean
  readonly error: unknown
  readonly onConfirm: () => void
  readonly onClose: () => void
}): React.JSX.Element {
  return (
    <Dialog opened={opened} onClose={onClose} title={title} centered>
      <DialogForm verb={verb} focus="verb" isPending={isPending} error={error} onSubmit={onConfirm} onCancel={onClose}>
        <ProductionBar>This is production.</ProductionBar>
        <List size="sm" spacing={6}>
          {consequences.map((consequence) => (
            <List.Item key={consequence}>{consequence}</List.Item>
          ))}
        </List>
      </DialogForm>
    </Dialog>
  )
}
