// What the board follows, as authors write it.
import { z } from 'astro/zod'

const focus = z.strictObject({
  kind: z.enum(['ConfigMap', 'Secret']),
  name: z.string(),
  key: z.string().optional(),
  namespace: z.string().optional(),
})

/** One key, one object or several of them; none: everything that containers consume is shown. */
export const focusSchema = z
  .union([focus, z.array(focus)])
  .default([])
  .transform((each) => (Array.isArray(each) ? each : [each]))
