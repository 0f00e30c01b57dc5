import { Module } from '@nestjs/common';
import { StoriesRepository } from './stories.repository.js';
import { RolloutStories } from './stories.service.js';

@Module({ providers: [StoriesRepository, RolloutStories], exports: [RolloutStories] })
export class RolloutStoriesModule {}
