import type { Connection } from '@coupa-connector/protocol'
import { Button, Text } from '@mantine/core'
import { TimeAgo } from '../../ui/time-ago.tsx'

/** What is done with the form as a whole; always in sight. */
export function SaveBar({
  connection,
  isDirty,
  isSaving,
  onSave,
  onSaveAndClose,
  onRevert,
}: {
  readonly connection: Connection | undefined
  readonly isDirty: boolean
  readonly isSaving: boolean
  readonly onSave: () => void
  readonly onSaveAndClose: () => void
  readonly onRevert: () => void
}): React.JSX.Element {
  const isOff = connection !== undefined && !isDirty
  return (
    <div className="surface editor-bar">
      <Button onClick={onSave} loading={isSaving} disabled={isOff}>
        Save
      </Button>
      <Button variant="default" onClick={onSaveAndClose} disabled={isOff || isSaving}>
        Save and close
      </Button>
      {connection && isDirty ? (
        <Button variant="subtle" color="gray" onClick={onRevert} disabled={isSaving}>
          Revert
        </Button>
      ) : null}
      {connection ? (
        <Text size="sm" className="muted" component="div" ml="auto" aria-live="polite">
          Saved <TimeAgo at={connection.updatedAt} /> by {connection.updatedBy} · revision {connection.revision}
        </Text>
      ) : null}
    </div>
  )
}
