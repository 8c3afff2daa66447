import { type Client, ScheduleClient, type ScheduleHandle } from '@temporalio/client';
import { defaultPayloadConverter, type Payload, type PayloadCodec } from '@temporalio/common';
import { payrollScheduleId } from './payroll-schedule';

/** What nobody can read becomes nothing: in the Temporal UI anybody may write anything as an argument, and that must still be told and mended. */
const readable: PayloadCodec = {
  encode: (payloads) => Promise.resolve(payloads),
  decode: (payloads) => Promise.resolve(payloads.map((payload) => (isReadable(payload) ? payload : nothing))),
};

const nothing = defaultPayloadConverter.toPayload(undefined);

function isReadable(payload: Payload): boolean {
  try {
    defaultPayloadConverter.fromPayload(payload);
    return true;
  } catch {
    return false;
  }
}

/** The schedule of a payroll as it is, whatever people have made of it. */
export function payrollScheduleHandle({ connection, options: { namespace } }: Client, payroll: string): ScheduleHandle {
  const client = new ScheduleClient({ connection, namespace, dataConverter: { payloadCodecs: [readable] } });
  return client.getHandle(payrollScheduleId(payroll));
}
