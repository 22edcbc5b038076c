import { Checkbox, Text, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ProductionBar } from '../environments/production-bar.tsx'
import { Dialog } from '../ui/dialogs/dialog.tsx'
import { DialogForm } from '../ui/dialogs/dialog-form.tsx'
import { plural } from '../ui/words/numbers.ts'
import { dismissFailures, type FailureChoice, tellFailuresChanged } from './failure-mutations.ts'

interface DismissProps {
  readonly account: string
  readonly choice: FailureChoice
  readonly count: number
  /** Whether Coupa can be told that the records were exported. */
  readonly canMark: boolean
  readonly isProduction: boolean
  readonly onClose: () => void
}

/** Asks why records are taken off the list. */
export function DismissDialog(props: DismissProps & { readonly opened: boolean }): React.JSX.Element {
  const { opened, count, onClose } = props
  return (
    <Dialog opened={opened} onClose={onClose} title={`Dismiss ${plural(count, 'record')}?`} centered>
      <DismissForm {...props} />
    </Dialog>
  )
}

function DismissForm({ account, choice, canMark, isProduction, onClose }: DismissProps): React.JSX.Element {
  const [reason, setReason] = useState('')
  const [markExported, setMarkExported] = useState(false)
  const queryClient = useQueryClient()
  const dismiss = useMutation({
    mutationFn: async () => await dismissFailures(account, choice, { reason: reason.trim(), markExported }),
    onSuccess: async () => {
      onClose()
      await tellFailuresChanged(queryClient, account)
    },
  })
  return (
    <DialogForm
      verb="Dismiss"
      isPending={dismiss.isPending}
      isAllowed={reason.trim() !== ''}
      error={dismiss.error}
      onSubmit={() => dismiss.mutate()}
      onCancel={onClose}
    >
      {isProduction ? <ProductionBar>This is production.</ProductionBar> : null}
      <Text size="sm">They leave the list and stay in the history, with your name and the reason.</Text>
      <Textarea
        label="Reason"
        withAsterisk
        data-autofocus
        autosize
        minRows={2}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {canMark ? (
        <Checkbox
          label="Mark them as exported in Coupa"
          description="Otherwise they come back with the next run, because Coupa still offers them."
          checked={markExported}
          onChange={(event) => setMarkExported(event.currentTarget.checked)}
        />
      ) : null}
    </DialogForm>
  )
}
