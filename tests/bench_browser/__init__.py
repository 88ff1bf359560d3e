"""What a browser has to do for our timeline, and for the same events in TimelineJS3 and vis-timeline."""
