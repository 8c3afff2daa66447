import { NativeConnection } from '@temporalio/worker';
import type { Logger } from 'pino';
import { createCorefyAccount } from '../gateway/corefy-account';
import { createCorefyGateway } from '../gateway/corefy-gateway';
import { createCorefyServices } from '../gateway/corefy-services';
import type { GatewaySettings } from '../gateway/gateway-settings';
import { noticeReceiverOf } from '../parts/notice-receiver-of';
import type { Parts } from '../parts/parts';
import type { Settings } from '../settings/settings';
import { workerConnectionOptions } from '../temporal/connection-options';
import { requireSearchAttributes } from '../temporal/require-search-attributes';
import { installRuntime, type ServedMetrics } from './install-runtime';
import { createPayrunWorker } from './run-worker';
import { workflowBundle } from './workflow-bundle';

export type RunningWorker = Readonly<{
  /** Resolves when it has ended; rejects if it failed. */
  ended: Promise<void>;
  /** Takes no new work, lets requests under way end, and returns when it has ended. */
  stop(): Promise<void>;
}>;

/**
 * Starts the worker of the settings' account in this process, of which there may be one only. Its parts stay open until it has ended.
 * @throws OutOfReach
 */
export async function startWorker(parts: Parts, log: Logger): Promise<RunningWorker> {
  const { settings } = parts;
  const gatewaySettings = parts.gateway();
  const server = parts.temporalServer();
  const { connection: plain } = await parts.temporal();
  await requireSearchAttributes(plain, server.namespace);
  const { db, accountId } = await parts.store();
  const meter = installRuntime(log, metricsOf(settings, gatewaySettings));
  const connection = await NativeConnection.connect(workerConnectionOptions(server));
  const [gateway, services] = [createCorefyGateway(gatewaySettings), createCorefyServices(gatewaySettings)];
  const account = createCorefyAccount(gatewaySettings);
  const receiver = noticeReceiverOf(settings);
  const close = async () => {
    receiver?.close();
    gateway.close();
    services.close();
    account.close();
    await connection.close();
  };
  try {
    const worker = await createPayrunWorker({
      connection,
      namespace: server.namespace,
      requestsPerSecond: settings.gatewayRequestsPerSecond,
      workflows: await workflowBundle(),
      db,
      accountId,
      testMode: gatewaySettings.mode === 'test',
      gateway,
      services,
      account,
      keys: parts.dataKeys(),
      requestTimeoutMs: settings.gatewayTimeoutMs,
      deadlineMs: settings.settlementDeadlineMs,
      breaker: settings.breaker,
      keepDays: settings.keepDays,
      receiver,
      approval: { approval: settings.approval, ceilings: settings.approvalCeilings },
      meter,
      log,
    });
    const run = async () => {
      try {
        await worker.run();
      } finally {
        await close();
      }
    };
    const ended = run();
    // Whoever waits for it hears of a failure; until then it must not end the process.
    ended.catch(() => undefined);
    return {
      ended,
      async stop() {
        worker.shutdown();
        await ended;
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

const metricsOf = ({ metricsAddress, gatewayTimeoutMs }: Settings, { accountId, mode }: GatewaySettings): ServedMetrics | undefined =>
  metricsAddress === undefined ? undefined : { address: metricsAddress, account: accountId, mode, requestTimeoutMs: gatewayTimeoutMs };
