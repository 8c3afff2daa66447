import type { ServiceGateway } from '../gateway/service-gateway';
import type { Pace } from './pace';
import type { StepDependencies } from './step-dependencies';

/** What the work on whole batches needs beyond the steps. */
export type BatchDependencies = StepDependencies & Readonly<{ services: ServiceGateway; sendPace: Pace; readPace: Pace; keepDays: number }>;
