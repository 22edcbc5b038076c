import type { BodyInputOf, Deployment, Routes } from '@coupa-connector/protocol'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ProblemError } from '../../api/client.ts'
import { tellRunChanged } from '../../runs/tell-run-changed.ts'
import { deployProcess } from '../process-mutations.ts'

type Content = BodyInputOf<Routes['process.deploy']>

/** Deploys a process again where it is, with something changed. A second try says yes to a connection of other environments. */
export function useRedeploy(
  account: string,
  { process, environment }: Deployment,
  onDone: () => void,
): {
  readonly redeploy: { mutate: (content: Content) => void; readonly isPending: boolean; readonly error: unknown }
  readonly mixing: string | undefined
} {
  const queryClient = useQueryClient()
  const [mixing, setMixing] = useState<string>()
  const redeploy = useMutation({
    mutationFn: async (content: Content) =>
      await deployProcess(
        { account, process: process.id, environment: environment.id },
        { ...content, ...(mixing === undefined ? {} : { confirmMixing: mixing }) },
      ),
    onSuccess: async () => {
      await tellRunChanged(queryClient, account)
      onDone()
    },
    onError: (error) => {
      if (error instanceof ProblemError && error.code === 'CONFIRMATION_NEEDED') {
        setMixing(error.problem.fields?.[0]?.suggestedValue)
      }
    },
  })
  return { redeploy, mixing }
}
