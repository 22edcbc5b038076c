import { Text, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ProductionBar } from '../environments/production-bar.tsx'
import { Dialog } from '../ui/dialogs/dialog.tsx'
import { DialogForm } from '../ui/dialogs/dialog-form.tsx'
import { type Answer, giveAnswers, tellAnswersGiven } from './answer-mutations.ts'

/** A record that is answered by hand, and how. */
export interface HandAnswer {
  readonly id: string
  readonly version: string
  readonly outcome: Answer['outcome']
}

interface AnswerProps {
  readonly account: string
  readonly deployment: string
  readonly isProduction: boolean
  readonly onClose: () => void
  readonly onGiven: () => void
}

/** Answers for the consumer: takes the number of its document, or why it refuses the record. */
export function AnswerDialog({
  answer,
  ...props
}: AnswerProps & {
  /** Undefined while nothing is answered. */
  readonly answer: HandAnswer | undefined
}): React.JSX.Element {
  const verb = answer?.outcome === 'refused' ? 'Refuse' : 'Accept'
  return (
    <Dialog
      opened={answer !== undefined}
      onClose={props.onClose}
      title={answer ? `${verb} record ${answer.id}?` : ''}
      centered
    >
      {answer ? <AnswerForm answer={answer} verb={verb} {...props} /> : null}
    </Dialog>
  )
}

function AnswerForm({
  account,
  deployment,
  isProduction,
  answer: { id, version, outcome },
  verb,
  onClose,
  onGiven,
}: AnswerProps & { readonly answer: HandAnswer; readonly verb: string }): React.JSX.Element {
  const [number, setNumber] = useState('')
  const [code, setCode] = useState('')
  const [message, setMessage] = useState('')
  const queryClient = useQueryClient()
  const isRefusal = outcome === 'refused'
  const give = useMutation({
    mutationFn: async () => {
      const more = isRefusal
        ? { ...(code.trim() && { code: code.trim() }), message: message.trim() }
        : { ...(number.trim() && { values: { documentNumber: number.trim() } }) }
      const { rejected } = await giveAnswers(account, deployment, [{ id, version, outcome, ...more }])
      const [refusal] = rejected
      if (refusal) throw new Error(refusal.message ?? 'The answer was not taken.')
    },
    onSuccess: async () => {
      onGiven()
      onClose()
      await tellAnswersGiven(queryClient, account)
    },
  })
  return (
    <DialogForm
      verb={verb}
      isPending={give.isPending}
      isAllowed={!isRefusal || message.trim() !== ''}
      error={give.error}
      onSubmit={() => give.mutate()}
      onCancel={onClose}
    >
      {isProduction ? <ProductionBar>This is production.</ProductionBar> : null}
      {isRefusal ? (
        <>
          <Text size="sm">The record becomes a failure with your words. Coupa is not told that it was exported.</Text>
          <TextInput
            label="Code"
            maxLength={100}
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
          <Textarea
            label="Reason"
            withAsterisk
            data-autofocus
            autosize
            minRows={2}
            maxLength={1000}
            value={message}
            onChange={(event) => setMessage(event.currentTarget.value)}
          />
        </>
      ) : (
        <>
          <Text size="sm">A run then marks the record as exported in Coupa.</Text>
          <TextInput
            label="Document number"
            description="Of the consumer, if it is written back to Coupa."
            data-autofocus
            maxLength={200}
            value={number}
            onChange={(event) => setNumber(event.currentTarget.value)}
          />
        </>
      )}
    </DialogForm>
  )
}
