import type { Destination } from '@coupa-connector/protocol'
import { Button, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { describeError } from '../../api/client.ts'
import { ConfirmDialog } from '../../ui/dialogs/confirm-dialog.tsx'
import { Icon } from '../../ui/marks/icon.tsx'
import { TimeAgo } from '../../ui/words/time-ago.tsx'
import type { DestinationEditorState } from './use-destination-editor.ts'

/** What is done with the form as a whole, and whether it is saved; always in sight. */
export function DestinationSaveBar({
  destination,
  editor,
  isForProcess,
  onSave,
}: {
  readonly destination: Destination | undefined
  readonly editor: DestinationEditorState
  /** Whether saving leads back to a new process. */
  readonly isForProcess: boolean
  readonly onSave: (isClosing: boolean) => void
}): React.JSX.Element {
  const { isDirty, isSaving } = editor
  const [isReverting, reverting] = useDisclosure(false)
  const isOff = destination !== undefined && !isDirty
  return (
    <div className="surface editor-bar" data-off={isOff || undefined}>
      <Button onClick={() => onSave(false)} loading={isSaving} disabled={isOff}>
        {isForProcess ? 'Save and continue' : 'Save'}
      </Button>
      {isForProcess ? null : (
        <Button variant="default" onClick={() => onSave(true)} disabled={isOff || isSaving}>
          Save and close
        </Button>
      )}
      {destination && isDirty ? (
        <Button variant="subtle" color="gray" onClick={reverting.open} disabled={isSaving}>
          Revert
        </Button>
      ) : null}
      <Text size="sm" className="muted editor-bar-state" component="div" aria-live="polite">
        <SaveState destination={destination} editor={editor} />
      </Text>
      <ConfirmDialog
        opened={isReverting}
        title="Revert your changes?"
        consequences={['Everything that you changed since the last save is discarded.']}
        verb="Revert"
        isPending={false}
        error={null}
        onConfirm={() => {
          editor.revert()
          reverting.close()
        }}
        onClose={reverting.close}
      />
    </div>
  )
}

function SaveState({
  destination,
  editor: { saveError, nameError, isDirty },
}: {
  readonly destination: Destination | undefined
  readonly editor: DestinationEditorState
}): React.JSX.Element | null {
  const refusal = saveError ? describeError(saveError).message : nameError
  if (refusal !== undefined && (isDirty || !destination)) {
    return (
      <span className="bad">
        <Icon name="cross" size={13} /> Not saved: {refusal}
      </span>
    )
  }
  if (!destination) return null
  if (isDirty) return <>Unsaved changes</>
  return (
    <>
      Saved <TimeAgo at={destination.updatedAt} /> by {destination.updatedBy} · revision {destination.revision}
    </>
  )
}
